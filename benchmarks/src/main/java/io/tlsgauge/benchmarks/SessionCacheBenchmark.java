package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.store.LocalStore;
import io.tlsgauge.benchmarks.store.RetainedBytes;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.SessionCache;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * A server's session cache under its threads: look-ups, inserts with their evictions, and both as they come.
 *
 * <p>There are four times as many clients as the cache holds, and some come much oftener than others (Zipf's law,
 * exponent 0.99), so that the share of look-ups that hit means something where what was missed is inserted: {@code
 * hits} over {@code lookups} of {@code lookupOrInsert}. A share of the look-ups asks for IDs that never were. Every
 * operation proves that a session found is the one asked for, and that an unknown ID finds none; it fails otherwise.
 * {@code retainedBytes} over {@code retainedSessions} is what a session takes, the cache's own structures included,
 * as JOL measures it in the full cache before the run.
 *
 * <p>What is found differs: Caffeine hands out the object that was put, the compact cache makes one and keys its PRF,
 * without which no handshake goes on. That is in the figures, as it is in a handshake. The sessions that are put
 * were made beforehand, since in a server it is the full handshake that makes them.
 *
 * <pre>java -jar benchmarks.jar SessionCacheBenchmark -t 2 -p store=COMPACT,CAFFEINE -p sessions=20480 -p unknownPercent=10</pre>
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SessionCacheBenchmark {
    private static final int CLIENTS_A_SESSION = 4;
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final double ZIPF_EXPONENT = 0.99;

    /** What all threads share: the cache, and the clients' sessions. */
    @State(Scope.Benchmark)
    public static class Server {
        /** The cache. */
        @Param({"COMPACT", "CAFFEINE"})
        public LocalStore store;

        /** The sessions that it holds. */
        @Param("20480")
        public int sessions;

        /** The share of look-ups for IDs that never were, in percent. */
        @Param("10")
        public int unknownPercent;

        private SessionCache cache;
        private Session[] clients;
        private long retainedBytes;

        /** Makes the clients' sessions, fills the cache and measures it. */
        @Setup(Level.Trial)
        public void fill() {
            if (sessions < 2 || unknownPercent < 0 || unknownPercent > 100) {
                throw new IllegalArgumentException("sessions are " + sessions + " and unknownPercent " + unknownPercent
                        + ": give 2 or more, and 0 to 100");
            }
            DigestProvider digests = Crypto.of("jdk").prf();
            FastKeyErasureRandom random = new FastKeyErasureRandom();
            clients = new Session[CLIENTS_A_SESSION * sessions];
            // The last first: digests that run before they are compiled leave arrays behind in their sessions.
            for (int i = clients.length - 1; i >= 0; i--) {
                clients[i] = session(digests, random, i);
            }
            // What sessions share, such as the provider of digests, is no session's.
            SessionCache smallest = store.open(digests, 1, LIFETIME);
            smallest.put(clients[0], 0);
            long shared = RetainedBytes.of(smallest);
            cache = store.open(digests, sessions, LIFETIME);
            // Those that come oftenest, so that look-ups hit as often in one cache as in the other.
            for (int i = sessions - 1; i >= 0; i--) {
                cache.put(clients[i], 0);
            }
            int kept = 0;
            for (Session client : clients) {
                kept += found(client) ? 1 : 0;
            }
            if (kept < sessions * 9 / 10 || kept > sessions) {
                throw new IllegalStateException(store + " keeps " + kept + " of " + sessions + " sessions");
            }
            retainedBytes = (RetainedBytes.of(cache) - shared) / (kept - 1);
            System.out.println(store + ": " + kept + " sessions of " + retainedBytes + " bytes");
        }

        private static Session session(DigestProvider digests, FastKeyErasureRandom random, int number) {
            byte[] masterSecret = new byte[48];
            random.nextBytes(masterSecret);
            byte[] id = new byte[32];
            random.nextBytes(id);
            return Session.ofMasterSecret(digests, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, masterSecret)
                    .id(id)
                    .serverName(Optional.of("www.shop.example.com"))
                    .extendedMasterSecret(true)
                    .createdAtMillis(number)
                    .build();
        }

        /** Looks a client's session up. */
        private boolean found(Session client) {
            Optional<Session> found = cache.get(client.id(), 0);
            if (found.isPresent()
                    && (found.get().createdAtMillis() != client.createdAtMillis()
                            || !Arrays.equals(found.get().id(), client.id()))) {
                throw new IllegalStateException(store + " finds another session than was asked for");
            }
            return found.isPresent();
        }
    }

    /** A thread's look-ups, drawn beforehand. */
    @State(Scope.Thread)
    public static class Draws {
        private static final int COUNT = 1 << 18;
        private static final int NOBODY = -1;

        private final int[] clients = new int[COUNT];
        private final byte[][] unknown = new byte[1 << 10][32];
        private int next;
        private int nextNew;
        private int step;

        /** Draws who comes. */
        @Setup(Level.Trial)
        public void draw(Server server, ThreadParams thread) {
            SplittableRandom random = new SplittableRandom(thread.getThreadIndex());
            double[] upTo = new double[server.clients.length];
            double sum = 0;
            for (int i = 0; i < upTo.length; i++) {
                sum += Math.pow(i + 1, -ZIPF_EXPONENT);
                upTo[i] = sum;
            }
            for (int i = 0; i < COUNT; i++) {
                int found = Arrays.binarySearch(upTo, random.nextDouble(sum));
                clients[i] = random.nextInt(100) < server.unknownPercent
                        ? NOBODY
                        : Math.min(found < 0 ? -found - 1 : found, upTo.length - 1);
            }
            for (byte[] id : unknown) {
                random.nextBytes(id);
            }
            step = thread.getThreadCount();
            nextNew = thread.getThreadIndex();
        }

        private int client() {
            return clients[next++ & COUNT - 1];
        }

        private byte[] unknownId() {
            return unknown[next & unknown.length - 1];
        }

        /** Threads take turns, so that every session that is put went long ago. */
        private int newClient(int count) {
            int client = nextNew % count;
            nextNew = client + step;
            return client;
        }
    }

    /** What was found, as totals of an iteration. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Tally {
        /** The look-ups of sessions that once were. */
        public long lookups;

        /** Those of them that found one. */
        public long hits;

        /** The bytes that sessions take, to be divided by {@link #retainedSessions}. */
        public long retainedBytes;

        /** The sessions that take them. */
        public long retainedSessions;
    }

    /** A look-up. */
    @Benchmark
    public boolean lookup(Server server, Draws draws, Tally tally) {
        return lookUp(server, draws.client(), draws, tally);
    }

    /** A look-up by the client that comes oftenest, whose session is kept: what a handshake has of the cache. */
    @Benchmark
    public void hit(Server server) {
        if (!server.found(server.clients[0])) {
            throw new IllegalStateException(server.store + " does not keep the session that was put last");
        }
    }

    /** A look-up, and where it finds nothing the insert that ends the full handshake which follows. */
    @Benchmark
    public boolean lookupOrInsert(Server server, Draws draws, Tally tally) {
        int client = draws.client();
        boolean found = lookUp(server, client, draws, tally);
        if (!found && client != Draws.NOBODY) {
            server.cache.put(server.clients[client], 0);
        }
        return found;
    }

    /** An insert into a full cache, which makes another session go. */
    @Benchmark
    public void insert(Server server, Draws draws, Tally tally) {
        server.cache.put(server.clients[draws.newClient(server.clients.length)], 0);
        tally.retainedBytes = server.retainedBytes;
        tally.retainedSessions = 1;
    }

    private static boolean lookUp(Server server, int client, Draws draws, Tally tally) {
        tally.retainedBytes = server.retainedBytes;
        tally.retainedSessions = 1;
        if (client == Draws.NOBODY) {
            if (server.cache.get(draws.unknownId(), 0).isPresent()) {
                throw new IllegalStateException(server.store + " finds a session of an ID that never was");
            }
            return false;
        }
        boolean found = server.found(server.clients[client]);
        tally.lookups++;
        tally.hits += found ? 1 : 0;
        return found;
    }
}
