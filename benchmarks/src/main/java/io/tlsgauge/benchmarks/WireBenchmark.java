package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The messages of a handshake decoded from their bytes, and encoded into them again.
 *
 * <p>The bytes are those of a real handshake of the kind. All messages of it are one operation, as many as both
 * sides send together, so that decoding and encoding are the wire's whole part of {@link HandshakeBenchmark};
 * {@code message} takes one apart, such as CLIENT_HELLO. Before the run each message is proven to give its bytes
 * back, and after each operation the length. A decoded message's certificates are bytes still: {@link
 * CertificateBenchmark} parses them. What is not measured: that an engine encodes once what it sends to everyone.
 *
 * <pre>java -jar benchmarks.jar WireBenchmark -p kind=FULL -p message=ALL,CLIENT_HELLO,SERVER_HELLO,CERTIFICATE</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class WireBenchmark {
    private static final String ALL = "ALL";
    private static final int HEADER_LENGTH = 4;

    /** The kind of handshake. */
    @Param({"FULL", "SESSION_ID", "TICKET"})
    public HandshakeKind kind;

    /** The cipher suite. */
    @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
    public CipherSuite suite;

    /** Which message, or all of them. */
    @Param(ALL)
    public String message;

    private final List<byte[]> encoded = new ArrayList<>();
    private final List<HandshakeMessage> decoded = new ArrayList<>();
    private final WireWriter out = new WireWriter(1 << 13);
    private int length;

    /** Records a handshake, and proves that each message gives its bytes back. */
    @Setup(Level.Trial)
    public void record() throws TlsException {
        for (byte[] bytes : RecordedMessages.record(new HandshakeScenario(kind, "jdk", suite, 2048))) {
            HandshakeMessage one = decode(bytes);
            if (!Arrays.equals(bytes, one.encoded())) {
                throw new IllegalStateException(one.type() + " does not give its bytes back");
            }
            if (message.equals(ALL) || message.equals(one.type().name())) {
                encoded.add(bytes);
                decoded.add(one);
                length += bytes.length;
            }
        }
        if (encoded.isEmpty()) {
            throw new IllegalArgumentException(
                    "message=" + message + ": a handshake of kind " + kind + " with " + suite + " has none");
        }
    }

    /** Bytes to messages. */
    @Benchmark
    public void decode(Blackhole sink) throws TlsException {
        for (byte[] bytes : encoded) {
            sink.consume(decode(bytes));
        }
    }

    /** Messages to bytes. */
    @Benchmark
    public byte[] encode() {
        out.clear();
        for (HandshakeMessage one : decoded) {
            one.encode(out);
        }
        if (out.length() != length) {
            throw new IllegalStateException(out.length() + " bytes were encoded, not " + length);
        }
        return out.array();
    }

    private static HandshakeMessage decode(byte[] bytes) throws TlsException {
        HandshakeType type = HandshakeType.ofCode(bytes[0]).orElseThrow();
        return HandshakeMessage.decode(type, bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH);
    }
}
