package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
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
 * Only the cryptography that the two sides of a handshake can't do without: the limit that {@link HandshakeBenchmark}
 * is held against, as a ratio.
 *
 * <p>No message is written or read, no state kept, nothing looked up. The inputs are as long as a real handshake's,
 * which is recorded at set-up, and the interfaces to the providers are the engine's own, so that both are alike in
 * how they reach the cryptography. What is counted, and for which side, {@link HandshakeFloor} tells. Each operation
 * proves that both sides came to the same keys: each opens what the other sealed.
 *
 * <pre>java -jar benchmarks.jar FloorBenchmark -p kind=SESSION_ID,TICKET -prof gc</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@State(Scope.Thread)
public class FloorBenchmark {
    /** The kind of handshake. */
    @Param({"FULL", "SESSION_ID", "TICKET"})
    public HandshakeKind kind;

    /** The crypto provider, or a mix of them. */
    @Param("jdk")
    public String provider;

    /** The cipher suite. */
    @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
    public CipherSuite suite;

    /** The server's RSA modulus in bits. */
    @Param("2048")
    public int keyBits;

    /**
     * How many servers a client meets. That of one, as of {@link HandshakeBenchmark}, has no signatures of a chain to
     * verify, since the JDK remembers them; that of more, however many, verifies them in each full handshake.
     */
    @Param("1")
    public int chains;

    private HandshakeFloor floor;
    private int runs;

    /** Records a real handshake, and makes keys. */
    @Setup(Level.Trial)
    public void prepare() throws TlsException {
        if (chains < 1) {
            throw new IllegalArgumentException("chains=" + chains + ": a client meets a server: give 1 or more");
        }
        floor = new HandshakeFloor(kind, provider, suite, keyBits, chains > 1);
    }

    /** The cryptography of one handshake. */
    @Benchmark
    public byte[] floor() throws TlsException {
        if (++runs % HandshakeBenchmark.RENEWED_AFTER == 0) {
            floor = floor.renewed();
        }
        return floor.run();
    }
}
