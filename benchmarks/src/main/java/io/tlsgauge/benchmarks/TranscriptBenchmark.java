package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.handshake.Transcript;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.wire.HandshakeType;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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

/**
 * The messages of a handshake hashed as they come, by both sides: for either Finished (RFC 5246 §7.4.9), and in a full
 * handshake for the extended master secret besides (RFC 7627 §3).
 *
 * <p>The messages are those of a real handshake of the kind. Each operation proves that what the last Finished is made
 * of is what {@link MessageDigest} gives of all messages before it.
 *
 * <pre>java -jar benchmarks.jar TranscriptBenchmark -p provider=jdk,bc,accp</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class TranscriptBenchmark {
    private static final int SIDES = 2;

    /** The kind of handshake. */
    @Param({"FULL", "SESSION_ID", "TICKET"})
    public HandshakeKind kind;

    /** The crypto provider, or a mix of them. */
    @Param("jdk")
    public String provider;

    /** The cipher suite, whose hash is the transcript's. */
    @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
    public CipherSuite suite;

    private final Transcript transcript = new Transcript();
    private DigestProvider digests;
    private List<byte[]> messages;
    private byte[] expected;

    /** Records a handshake, and hashes its messages by the JDK. */
    @Setup(Level.Trial)
    public void record() throws TlsException, GeneralSecurityException {
        digests = Crypto.of(provider).prf();
        messages = RecordedMessages.record(new HandshakeScenario(kind, "jdk", suite, 2048));
        MessageDigest jdk = MessageDigest.getInstance(suite.prfHash().jcaName());
        messages.subList(0, messages.size() - 1).forEach(jdk::update);
        expected = jdk.digest();
    }

    /** The hashes of one handshake, both sides. */
    @Benchmark
    public byte[] hash() {
        byte[] last = {};
        for (int side = 0; side < SIDES; side++) {
            last = hashedByOneSide();
            if (!Arrays.equals(last, expected)) {
                throw new IllegalStateException("a side has another hash of the messages than the JDK");
            }
        }
        return last;
    }

    private byte[] hashedByOneSide() {
        transcript.begin();
        int last = messages.size() - 1;
        for (int i = 0; i < last; i++) {
            byte[] message = messages.get(i);
            if (message[0] == HandshakeType.FINISHED.code()) {
                transcript.currentHash();
            }
            transcript.add(message, 0, message.length);
            if (message[0] == HandshakeType.CLIENT_HELLO.code()) {
                transcript.start(digests, suite.prfHash(), false);
            } else if (message[0] == HandshakeType.CLIENT_KEY_EXCHANGE.code()) {
                transcript.hash();
            }
        }
        return transcript.lastHash();
    }
}
