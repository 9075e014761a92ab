package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.SharedTicketKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
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
 * Resumptions by ticket while the server's keys rotate: does a rotation cost anything beyond the renewals?
 *
 * <p>Each thread is as many {@code clients}, which take turns with their latest tickets, and a server's connection;
 * after a rotation each client's next ticket is under a retired key, is opened, and renewed. Every handshake is proven to be a
 * resumption by ticket: were a ticket lost to a rotation, the iteration would fail. Those with a renewal and those
 * without are recorded apart, and a fork ends with a line for each, rotations under way and all. With {@code
 * rotation=0} the keys stay: the steady state to compare with. One client a
 * thread ({@code clients=1}) shows the first handshake after a rotation alone, which keys the ciphers of the new key
 * and runs code that is seldom run. What is not measured: a network.
 *
 * <pre>java -jar benchmarks.jar TicketRotationBenchmark -t 2 -p rotation=0,100 -p ring=GENERATED</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class TicketRotationBenchmark {
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int RETIRED_KEYS = 200;

    /** Who rotates the keys. */
    public enum Ring {
        /** The ring draws its own, in the first handshake after the period. */
        GENERATED,
        /** A thread replaces them, as one that reads a shared file does. */
        SHARED
    }

    /** What all threads share: the configuration of the server, and the keys of its tickets. */
    @State(Scope.Benchmark)
    public static class Server {
        /** The time from one rotation to the next in milliseconds, 0 for none. */
        @Param({"0", "1000", "100", "10"})
        public int rotation;

        /** Who rotates the keys. */
        @Param({"GENERATED", "SHARED"})
        public Ring ring;

        /** How many clients of each thread take turns. */
        @Param("1000")
        public int clients;

        /** The crypto provider, or a mix of them. */
        @Param("jdk")
        public String provider;

        /** The cipher suite. */
        @Param("TLS_RSA_WITH_AES_128_GCM_SHA256")
        public CipherSuite suite;

        private final ScheduledExecutorService rotator = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ticket-rotation");
            thread.setDaemon(true);
            return thread;
        });
        private final FastKeyErasureRandom random = new FastKeyErasureRandom();
        private final List<byte[]> material = new ArrayList<>();
        private final Histogram plain = new Histogram(3);
        private final Histogram renewing = new Histogram(3);
        private HandshakeScenario scenario;
        private int threadsLeft;

        /** Makes keys, certificates and configurations, and starts to rotate. */
        @Setup(Level.Trial)
        public void configure(BenchmarkParams benchmark) {
            if (clients < 1) {
                throw new IllegalArgumentException("clients=" + clients + ": give 1 or more");
            }
            threadsLeft = benchmark.getThreads();
            Duration period = rotation == 0 ? LIFETIME : Duration.ofMillis(rotation);
            Duration window = rotation == 0 ? LIFETIME : period.multipliedBy(RETIRED_KEYS);
            Crypto crypto = Crypto.of(provider);
            RotatingTicketKeyring keyring;
            if (ring == Ring.GENERATED) {
                keyring = RotatingTicketKeyring.generated(crypto, random, period, LIFETIME, window);
            } else {
                drawKey();
                keyring = RotatingTicketKeyring.shared(
                        crypto, random, LIFETIME, window, SharedTicketKeys.of(material), System.currentTimeMillis());
                if (rotation > 0) {
                    Runnable rotate = () -> {
                        drawKey();
                        keyring.replaceKeys(SharedTicketKeys.of(material), System.currentTimeMillis());
                    };
                    rotator.scheduleAtFixedRate(rotate, rotation, rotation, TimeUnit.MILLISECONDS);
                }
            }
            scenario = new HandshakeScenario(provider, suite, 2048, keyring);
        }

        private void drawKey() {
            byte[] key = new byte[48];
            random.nextBytes(key);
            material.add(0, key);
            if (material.size() > RETIRED_KEYS) {
                material.remove(RETIRED_KEYS);
            }
        }

        private synchronized void add(LatencyRecorder plainOfThread, LatencyRecorder renewingOfThread) {
            plainOfThread.addTo(plain);
            renewingOfThread.addTo(renewing);
            if (--threadsLeft == 0) {
                rotator.shutdownNow();
                System.out.println();
                print("not renewed", plain);
                print("renewed", renewing);
            }
        }

        private void print(String name, Histogram histogram) {
            long all = plain.getTotalCount() + renewing.getTotalCount();
            System.out.printf(
                    Locale.ROOT,
                    "rotation %d ms, %s: %s %,d (%.4f %%), p50 %.1f, p99 %.1f, p99.9 %.1f, p99.99 %.1f, max %.1f us%n",
                    rotation,
                    ring,
                    name,
                    histogram.getTotalCount(),
                    all == 0 ? 0 : 100.0 * histogram.getTotalCount() / all,
                    histogram.getValueAtPercentile(50) / 1e3,
                    histogram.getValueAtPercentile(99) / 1e3,
                    histogram.getValueAtPercentile(99.9) / 1e3,
                    histogram.getValueAtPercentile(99.99) / 1e3,
                    histogram.getMaxValue() / 1e3);
        }
    }

    /** A thread's own connections, and its clients' latest tickets. */
    @State(Scope.Thread)
    public static class Clients {
        private InMemoryHandshake handshake;
        private final List<Optional<Session>> sessions = new ArrayList<>();
        private int turn;
        private LatencyRecorder plain;
        private LatencyRecorder renewing;

        /** Gets a ticket, by a full handshake, for all of them. */
        @Setup(Level.Trial)
        public void startFork(Server server, BenchmarkParams benchmark) throws TlsException {
            plain = new LatencyRecorder(benchmark, Map.of("renewed", "no"));
            renewing = new LatencyRecorder(benchmark, Map.of("renewed", "yes"));
            handshake = new InMemoryHandshake(server.scenario);
            handshake.run(Optional.empty());
            sessions.addAll(Collections.nCopies(
                    server.clients, Optional.of(handshake.clientSummary().session())));
        }

        /** Drops what was recorded during warm-up. */
        @Setup(Level.Iteration)
        public void startIteration(IterationParams iteration) {
            plain.startIteration(iteration);
            renewing.startIteration(iteration);
        }

        /** Writes the latencies, and prints them. */
        @TearDown(Level.Trial)
        public void endFork(Server server) throws IOException {
            plain.write();
            renewing.write();
            server.add(plain, renewing);
        }
    }

    /** How many tickets were renewed, as totals of an iteration. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Renewals {
        /** The handshakes in which the client got a new ticket. */
        public long renewals;

        /** All handshakes. */
        public long handshakes;
    }

    /** One resumption. */
    @Benchmark
    public HandshakeSummary resume(Server server, Clients clients, Renewals count) throws TlsException {
        InMemoryHandshake handshake = clients.handshake;
        clients.turn = (clients.turn + 1) % server.clients;
        handshake.run(clients.sessions.get(clients.turn));
        HandshakeSummary summary = handshake.clientSummary();
        server.scenario.requireClaimed(summary, handshake.serverSummary());
        count.handshakes++;
        if (summary.ticketIssued()) {
            count.renewals++;
            clients.sessions.set(clients.turn, Optional.of(summary.session()));
        }
        (summary.ticketIssued() ? clients.renewing : clients.plain)
                .record(handshake.serverNanos() + handshake.clientNanos());
        return summary;
    }
}
