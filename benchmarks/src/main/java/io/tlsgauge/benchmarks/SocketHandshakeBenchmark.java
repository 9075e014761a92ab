package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.environment.SplitProcessors;
import io.tlsgauge.benchmarks.load.LoadTarget;
import io.tlsgauge.benchmarks.load.SteadyClients;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.load.ClientTls;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
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
 * A connection over loopback TCP to the server of {@code serve}: connect, handshake, close.
 *
 * <p>The server is a process of its own on the first half of the processors, and the clients are on the others: a
 * client that runs on the server's processors, or has to be woken by it, is a part of what the server seems to cost (on
 * one virtual core each, a tenth of a resumption and more), and no client over a network is either. Where there is one
 * processor, or nothing to keep a process to some ({@code taskset}), they share what there is.
 *
 * <p>The secondary figure is what a plan needs: {@code serverCpuNanos} over {@code handshakes}, the processor time that
 * all of the server's threads spent on a connection, accept, events, reads, writes, RSA and close in the kernel and out
 * of it. What a connection costs besides its handshake is that less {@link ServerHandshakeBenchmark}'s time. What
 * collector and compiler did on threads of their own is not in it, nor what a network card would interrupt for. The
 * latency is the client's, connect to the end of the handshake.
 *
 * <p>Each benchmark thread ({@code -t}) has sixteen clients under way, so that the server does not sleep; a plan reads
 * it with a thread for each processor that is not the server's. With {@code busyPercent} below 100 clients come at
 * random times, so seldom that the server's processors are busy for that share of the time that they have: what {@code
 * serverCpuNanos} over {@code availableNanos} tells. A connection costs more then, and a server that keeps an objective
 * is as little busy. The score is the rate that keeps it so busy. Every operation proves by the client's summary that
 * the handshake was of the kind that is claimed, with the one suite that clients offer, and at the end of each
 * iteration the server's own counters are held against the number of operations.
 *
 * <pre>java -jar benchmarks.jar SocketHandshakeBenchmark -p kind=TICKET</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class SocketHandshakeBenchmark {
    /** Beyond the ten thousand calls after which the JDK compiles for good. */
    private static final int WARM_UP = 15_000;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

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

        /** The share of its processors' time that clients keep the server busy, in percent; at 100 none waits. */
        @Param("100")
        public int busyPercent;

        private final SplitProcessors processors = SplitProcessors.orShared();
        private Pace pace;
        private SeparateServer process;
        private LoadTarget target;
        private int threadsAtWork;
        private SeparateServer.Reading before;
        private long startNanos;
        private long made;
        private long clientCpuNanos;

        /** Starts the server, and leaves its processors to it. */
        @Setup(Level.Trial)
        public void start() throws IOException {
            pace = new Pace(busyPercent);
            if (!processors.areShared()) {
                SplitProcessors.pinThisProcess(processors.load());
            }
            // the fastest there are, whatever the server has: they are to keep it busy
            String clientProvider = Crypto.auto(List.of(suite)).toString();
            process = SeparateServer.start(processors, kind, provider, suite, keyBits);
            target = LoadTarget.of(
                    List.of(process.address()),
                    HandshakeScenario.HOST,
                    new ClientTls(
                            clientProvider, List.of(suite.name()), Optional.empty(), Optional.of(process.authority())));
        }

        /** Ends the server, once no thread has clients under way: JMH has this done by the first that ends. */
        @TearDown(Level.Trial)
        public synchronized void end() throws IOException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            for (long left = PATIENCE_NANOS; threadsAtWork > 0 && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            process.close();
            if (!processors.areShared()) {
                SplitProcessors.pinThisProcess(processors.all());
            }
        }

        private synchronized void threadStarts() throws IOException {
            threadsAtWork++;
            if (threadsAtWork == 1) {
                made = 0;
                clientCpuNanos = 0;
                before = process.read();
                startNanos = System.nanoTime();
            }
        }

        /** The last thread has what is all threads' counted as its own. */
        private synchronized void threadEnds(Clients clients) throws IOException {
            threadsAtWork--;
            made += clients.made;
            clientCpuNanos += clients.clientCpuNanos;
            if (threadsAtWork > 0) {
                return;
            }
            notifyAll();
            SeparateServer.Reading now = process.read();
            clients.wallNanos = System.nanoTime() - startNanos;
            clients.handshakes = now.handshakes() - before.handshakes();
            clients.serverCpuNanos = now.cpuNanos() - before.cpuNanos();
            // of processors that both share it has what clients leave
            clients.availableNanos =
                    clients.wallNanos * processors.server().size() - (processors.areShared() ? clientCpuNanos : 0);
            if (clients.handshakes != made) {
                throw new HandshakeKindException(
                        "claimed: " + made + " of " + kind + "; the server says: " + clients.handshakes);
            }
            pace.ended(made, clients.wallNanos, (double) clients.serverCpuNanos / clients.availableNanos);
        }

        /** What clients with sessions resume by; those who shake hands in full hold on to an ID as well. */
        private Kind resumption() {
            return kind == HandshakeKind.TICKET ? Kind.TICKET : Kind.SESSION_ID;
        }
    }

    /**
     * A thread's own clients, and the processor time of both sides as totals of an iteration, which lasts until the
     * clients that are under way have ended.
     */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Clients {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        /** Nanoseconds of all of the server's threads. */
        public long serverCpuNanos;

        /** The handshakes that the server counted meanwhile. */
        public long handshakes;

        /** Nanoseconds of the server's processors, less what clients on the same took. */
        public long availableNanos;

        /** Nanoseconds that clients were at work, but for those in which they looked for work in vain. */
        public long clientCpuNanos;

        /** How long it took, in nanoseconds. */
        public long wallNanos;

        private SteadyClients clients;
        private LatencyRecorder latencies;
        private long made;
        private long cpuBefore;

        /**
         * Makes the sessions that are resumed, by full handshakes. A few hundred of those a second, or clients that
         * come seldom, would leave most of the server's code interpreted for half a minute: so resumptions come first,
         * and warm up what is the same.
         */
        @Setup(Level.Trial)
        public void startFork(Server server, BenchmarkParams benchmark) throws IOException {
            latencies = new LatencyRecorder(benchmark);
            long seed = Thread.currentThread().getId();
            clients = new SteadyClients(server.target, server.resumption(), !server.processors.areShared(), seed);
            clients.remember();
            boolean isSlow = server.kind == HandshakeKind.FULL || server.busyPercent < 100;
            if (isSlow && benchmark.getWarmup().getCount() > 0) {
                clients.come(server.resumption(), 0);
                for (int i = 0; i < WARM_UP / benchmark.getThreads(); i++) {
                    clients.next();
                }
                clients.stay(nanos -> {});
            }
        }

        /** Has clients come; reads the server's clocks, as the first of the threads. */
        @Setup(Level.Iteration)
        public void startIteration(Server server, BenchmarkParams benchmark, IterationParams iteration)
                throws IOException {
            latencies.startIteration(iteration);
            made = 0;
            cpuBefore = cpuNanos();
            server.threadStarts();
            clients.come(Kind.valueOf(server.kind.name()), server.pace.meanGapNanos() * benchmark.getThreads());
        }

        /** Lets them come to their end; reads the clocks again, as the last. */
        @TearDown(Level.Iteration)
        public void endIteration(Server server) throws IOException {
            clients.stay(this::record);
            clientCpuNanos = Math.max(0, cpuNanos() - cpuBefore);
            server.threadEnds(this);
        }

        /** Writes the latencies. */
        @TearDown(Level.Trial)
        public void endFork() throws IOException {
            clients.close();
            latencies.write();
        }

        private void record(long nanos) {
            latencies.record(nanos);
            made++;
        }

        private long cpuNanos() {
            return THREADS.getCurrentThreadCpuTime() - clients.polledNanos();
        }
    }

    /** One connection; gives how long it took. */
    @Benchmark
    public long handshake(Clients clients) throws IOException {
        long nanos = clients.clients.next();
        clients.record(nanos);
        return nanos;
    }
}
