package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.peer.Peer;
import io.tlsgauge.benchmarks.peer.PeerHandshake;
import io.tlsgauge.benchmarks.peer.PeerScenario;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * The handshakes of {@link HandshakeBenchmark} by what people would use instead, and by our own engine's face to Java:
 * the same chain, key, suite, verification of chain and name, buffers and thread, through {@code SSLEngine}.
 *
 * <p>What each handshake was is read from its first two flights, alike for all. A peer that has no such kind fails,
 * and says so. How each is configured at its best, {@link Peer} tells. It runs in forks alone, since the JDK reads its
 * switches once.
 *
 * <pre>java -jar benchmarks.jar PeerHandshakeBenchmark -p kind=TICKET -p peer=JSSE,TCNATIVE,TLSGAUGE</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class PeerHandshakeBenchmark {
    /** What all threads share: the peer's server. */
    @State(Scope.Benchmark)
    public static class Server {
        /** The kind of handshake. */
        @Param({"FULL", "SESSION_ID", "TICKET"})
        public HandshakeKind kind;

        /** The implementation. */
        @Param({"JSSE", "JSSE_ACCP", "BCTLS", "CONSCRYPT", "TCNATIVE", "TLSGAUGE", "TLSGAUGE_NATIVE"})
        public Peer peer;

        /** The cipher suite. */
        @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
        public CipherSuite suite;

        /** The server's RSA modulus in bits. */
        @Param("2048")
        public int keyBits;

        private PeerScenario scenario;

        /** Makes keys, certificates and the server, and has the peer prove its configuration. */
        @Setup(Level.Trial)
        public void configure() throws GeneralSecurityException, IOException {
            scenario = new PeerScenario(peer, kind, suite, keyBits);
            scenario.proveConfiguration();
        }
    }

    /** A thread's own client. */
    @State(Scope.Thread)
    public static class Client {
        private PeerHandshake handshake;
        private LatencyRecorder latencies;

        /** Makes the session that is resumed. */
        @Setup(Level.Trial)
        public void startFork(Server server, BenchmarkParams benchmark) throws GeneralSecurityException, IOException {
            latencies = new LatencyRecorder(benchmark);
            handshake = new PeerHandshake(server.scenario);
            handshake.prepare();
        }

        /** Drops what was recorded during warm-up. */
        @Setup(Level.Iteration)
        public void startIteration(IterationParams iteration) {
            latencies.startIteration(iteration);
        }

        /** Writes the latencies. */
        @TearDown(Level.Trial)
        public void endFork() throws IOException {
            latencies.write();
        }
    }

    /** One handshake. */
    @Benchmark
    public PeerHandshake handshake(Client client, HandshakeBenchmark.Sides sides) throws SSLException {
        PeerHandshake handshake = client.handshake;
        handshake.run();
        sides.serverNanos += handshake.serverNanos();
        sides.clientNanos += handshake.clientNanos();
        sides.handshakes++;
        client.latencies.record(handshake.serverNanos() + handshake.clientNanos());
        return handshake;
    }
}
