package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/**
 * The server's part of a handshake by itself, against recorded clients: what a capacity plan needs.
 *
 * <p>The server's randomness is held still, so that it answers a recorded client as it did when that was
 * recorded, and the client's Finished is right again; were anything else, the server would refuse it. The
 * recordings take turns, since AES-GCM in the JDK refuses a key and nonce that it has just sealed with. What
 * is not measured: the drawing of random bytes, which {@link HandshakeBenchmark} includes.
 *
 * <pre>java -jar benchmarks.jar ServerHandshakeBenchmark -t 2 -p kind=SESSION_ID</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class ServerHandshakeBenchmark {
    private static final int RECORDINGS = 16;

    /** What all threads share: the configuration of the server, and the recordings. */
    @State(Scope.Benchmark)
    public static class Server {
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

        private final StillRandom random = new StillRandom();
        private final List<RecordedClient> recordings = new ArrayList<>();
        private HandshakeScenario scenario;

        /** Makes keys and configurations, and records the clients. */
        @Setup(Level.Trial)
        public void record() throws TlsException {
            scenario = new HandshakeScenario(kind, provider, suite, keyBits, random);
            random.rewind(RECORDINGS);
            Optional<Session> resume = InMemoryHandshake.sessionToResume(scenario);
            for (int i = 0; i < RECORDINGS; i++) {
                random.rewind(i);
                recordings.add(RecordedClient.record(scenario, resume));
            }
        }
    }

    /** A thread's place among the recordings. */
    @State(Scope.Thread)
    public static class Replay {
        private final ByteBuffer out = ByteBuffer.allocate(1 << 16);
        private LatencyRecorder latencies;
        private int next;

        /** Makes the recorder. */
        @Setup(Level.Trial)
        public void startFork(BenchmarkParams benchmark) {
            latencies = new LatencyRecorder(benchmark);
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

    /** One handshake of the server. */
    @Benchmark
    public HandshakeSummary handshake(Server server, Replay replay) throws TlsException {
        int recording = Math.floorMod(replay.next++, RECORDINGS);
        long start = System.nanoTime();
        server.random.rewind(recording);
        HandshakeSummary summary = server.recordings.get(recording).replay(server.scenario, replay.out);
        replay.latencies.record(System.nanoTime() - start);
        server.scenario.requireClaimed("server", summary);
        return summary;
    }
}
