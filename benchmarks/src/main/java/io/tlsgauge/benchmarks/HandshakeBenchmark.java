package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * A client's and a server's whole handshake in memory: the headline.
 *
 * <p>Each thread is a pair of its own; all servers share their configuration, and so the session cache or
 * the ticket keys, as a real server's connections do. An operation goes from two new connections, in the room of the
 * last ones, to both Finished verified and the keys forgotten, certificate chain verified in a full one, and fails if
 * the handshake was not of the kind, mechanism, suite and provider claimed. Each side's time is counted apart; the
 * price are five readings of the clock, six in a full handshake. What is not measured: the network, and the making of
 * the session that a resumption resumes. Every operation of a thread resumes that thread's one session, so the cache
 * is warm.
 *
 * <pre>java -jar benchmarks.jar HandshakeBenchmark -t 2 -p kind=TICKET -prof gc</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class HandshakeBenchmark {
    /** After so many operations a thread has buffers anew: old ones may come to share cache lines with another's. */
    static final int RENEWED_AFTER = 1024;

    /** What all threads share: the configuration of the server. */
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

        private HandshakeScenario scenario;

        /** Makes keys, certificates and configurations. */
        @Setup(Level.Trial)
        public void configure() {
            scenario = new HandshakeScenario(kind, provider, suite, keyBits);
        }
    }

    /** A thread's own pair of a client and a server. */
    @State(Scope.Thread)
    public static class Pair {
        private InMemoryHandshake handshake;
        private int runs;
        private Optional<Session> resume = Optional.empty();
        private LatencyRecorder latencies;

        /** Makes the session that is resumed, by a full handshake. */
        @Setup(Level.Trial)
        public void startFork(Server server, BenchmarkParams benchmark) throws TlsException {
            latencies = new LatencyRecorder(benchmark);
            handshake = new InMemoryHandshake(server.scenario);
            resume = InMemoryHandshake.sessionToResume(server.scenario);
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

        private InMemoryHandshake handshake(Server server) {
            if (++runs % RENEWED_AFTER == 0) {
                handshake = new InMemoryHandshake(server.scenario);
            }
            return handshake;
        }
    }

    /** Each side's time, as totals of an iteration. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Sides {
        /** The server's nanoseconds. */
        public long serverNanos;

        /** The client's nanoseconds. */
        public long clientNanos;

        /** The handshakes in which they were spent. */
        public long handshakes;
    }

    /** One handshake. */
    @Benchmark
    public HandshakeSummary handshake(Server server, Pair pair, Sides sides) throws TlsException {
        InMemoryHandshake handshake = pair.handshake(server);
        handshake.run(pair.resume);
        server.scenario.requireClaimed(handshake.clientSummary(), handshake.serverSummary());
        sides.serverNanos += handshake.serverNanos();
        sides.clientNanos += handshake.clientNanos();
        sides.handshakes++;
        pair.latencies.record(handshake.serverNanos() + handshake.clientNanos());
        return handshake.serverSummary();
    }
}
