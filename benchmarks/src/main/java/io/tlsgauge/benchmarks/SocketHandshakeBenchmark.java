package io.tlsgauge.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.tlsgauge.benchmarks.transport.ServerCounters;
import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.Threading;
import io.tlsgauge.benchmarks.transport.TlsClient;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
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
 * A connection over loopback TCP to the server of {@code serve}: connect, handshake, close.
 *
 * <p>The secondary figure is what a plan needs: {@code serverCpuNanos} over {@code handshakes}, the processor time that
 * all of the server's threads spent on a connection, accept, events, reads, writes, RSA and close in the kernel and out
 * of it. What a connection costs besides its handshake is that less
 * {@link ServerHandshakeBenchmark}'s time. What collector and compiler did on threads of their own is not in it, nor what
 * a network card would interrupt for. The latency is the client's, connect to the end of the handshake.
 *
 * <p>Each client is a thread that blocks. With four a processor ({@code -t}), as a plan reads it, the server hardly
 * sleeps. With {@code busyPercent} below 100 clients pause between connections, so long that the machine is busy for
 * that share of its time: what {@code busyNanos} over {@code availableNanos} tells. A connection costs more then, and a
 * server that keeps an objective is as little busy. The score is the rate that keeps the machine so busy. Every
 * operation proves by the client's summary that the handshake was as claimed, and at the end the server's own counters
 * are held against the number of operations.
 *
 * <pre>java -jar benchmarks.jar SocketHandshakeBenchmark -p kind=TICKET</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class SocketHandshakeBenchmark {
    private static final int CONNECTIONS = 10_000;
    /** Beyond the ten thousand calls after which the JDK compiles for good. */
    private static final int WARM_UP = 15_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What all threads share: the server. */
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

        /** The share of the machine's processor time that clients keep busy, in percent; at 100 they do not pause. */
        @Param("100")
        public int busyPercent;

        private final LongAdder claimed = new LongAdder();
        private final AtomicInteger clientsAtWork = new AtomicInteger();
        private Pace pace;
        private volatile Clocks before;
        private HandshakeScenario scenario;
        private TlsServer server;

        /** Makes keys, certificates and configurations, and listens. */
        @Setup(Level.Trial)
        public void listen() throws IOException {
            pace = new Pace(busyPercent);
            scenario = HandshakeScenario.withDelegatedTasks(kind, provider, suite, keyBits);
            int threads = Runtime.getRuntime().availableProcessors();
            server = TlsServer.start(
                    scenario.server(),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    Threading.EVENT_LOOPS,
                    new ServerLimits(threads, CONNECTIONS, CONNECTIONS, PATIENCE, PATIENCE),
                    note -> {});
        }

        /** Stops listening; fails if the server counted other handshakes than were claimed. */
        @TearDown(Level.Trial)
        public void stop() throws IOException {
            ServerCounters counters = server.counters();
            // JMH has this done by the first thread that ends; and a client is done with an abbreviated handshake while
            // its Finished is on the way.
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while ((clientsAtWork.get() > 0 || counters.handshakes(kind) < claimed.sum())
                    && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            server.close();
            if (counters.handshakes(kind) < claimed.sum()) {
                throw new HandshakeKindException(
                        "claimed: " + claimed.sum() + " of " + kind + "; the server says: " + counters);
            }
        }

        /** The processor time of the server's threads so far. */
        private long processorNanos() {
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long sum = 0;
            for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
                if (thread != null && thread.getThreadName().startsWith("tlsgauge-")) {
                    sum += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
                }
            }
            return sum;
        }
    }

    /** A thread's own client. */
    @State(Scope.Thread)
    public static class Client {
        private TlsClient client;
        private InetSocketAddress address;
        private Optional<Session> resume = Optional.empty();
        private LatencyRecorder latencies;
        private long made;

        /**
         * Makes the session that is resumed, by a full handshake. A few hundred of those a second, or clients that
         * pause, would leave most of the server's code interpreted for half a minute: so resumptions come first, and
         * warm up what is the same.
         */
        @Setup(Level.Trial)
        public void startFork(Server server, BenchmarkParams benchmark) throws IOException {
            latencies = new LatencyRecorder(benchmark);
            client = new TlsClient(server.scenario.client(), HandshakeScenario.HOST, PATIENCE);
            address = server.server.address();
            Optional<Session> session = Optional.of(
                    client.shakeHands(address, Optional.empty()).summary().session());
            if (server.kind != HandshakeKind.FULL) {
                resume = session;
            }
            boolean isSlow = server.kind == HandshakeKind.FULL || server.busyPercent < 100;
            if (isSlow && benchmark.getWarmup().getCount() > 0) {
                for (int i = 0; i < WARM_UP / benchmark.getThreads(); i++) {
                    client.shakeHands(address, session);
                }
            }
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

    /**
     * Processor time, as totals of an iteration. They end when the first client does: others may pause then, and by and
     * by the server has less to do than was asked for.
     */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Sides {
        /** Nanoseconds of all of the server's threads, for the handshakes of all clients. */
        public long serverCpuNanos;

        /** The handshakes that the server counted meanwhile. */
        public long handshakes;

        /** Nanoseconds that this process, server and clients, kept processors busy. */
        public long busyNanos;

        /** Nanoseconds that there were, of all processors. */
        public long availableNanos;

        /** Reads the clocks, as the first client. */
        @Setup(Level.Iteration)
        public void startIteration(Server server) {
            if (server.clientsAtWork.incrementAndGet() == 1) {
                server.before = Clocks.read(server);
            }
        }

        /** Reads them again, as the first that ends. */
        @TearDown(Level.Iteration)
        public void endIteration(Server server, Client client, BenchmarkParams benchmark) {
            server.claimed.add(client.made);
            client.made = 0;
            if (server.clientsAtWork.decrementAndGet() < benchmark.getThreads() - 1) {
                return;
            }
            Clocks before = server.before;
            Clocks now = Clocks.read(server);
            handshakes = now.handshakes - before.handshakes;
            long wallNanos = now.wallNanos - before.wallNanos;
            serverCpuNanos = now.serverNanos - before.serverNanos;
            busyNanos = now.processNanos - before.processNanos;
            availableNanos = wallNanos * Runtime.getRuntime().availableProcessors();
            server.pace.ended(benchmark.getThreads(), handshakes, wallNanos, (double) busyNanos / availableNanos);
        }
    }

    /** What the clocks say at a moment, and how many handshakes the server has done by then. */
    private record Clocks(long wallNanos, long serverNanos, long processNanos, long handshakes) {
        static Clocks read(Server server) {
            return new Clocks(
                    System.nanoTime(),
                    server.processorNanos(),
                    ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime(),
                    server.server.counters().handshakes(server.kind));
        }
    }

    /** One connection; {@code sides} is there for JMH to find. */
    @Benchmark
    public HandshakeSummary handshake(Server server, Client client, Sides sides) throws IOException {
        server.pace.await();
        TlsClient.Outcome outcome = client.client.shakeHands(client.address, client.resume);
        server.scenario.requireClaimed("client", outcome.summary());
        client.latencies.record(outcome.connectNanos() + outcome.handshakeNanos());
        client.made++;
        return outcome.summary();
    }
}
