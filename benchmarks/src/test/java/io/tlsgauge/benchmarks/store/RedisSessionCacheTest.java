package io.tlsgauge.benchmarks.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.Threading;
import io.tlsgauge.benchmarks.transport.TlsClient;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RemoteSessionCache;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.SharedTicketKeys;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that share their sessions over a real Redis, which goes when it pleases. */
@Tag("interop")
class RedisSessionCacheTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofMillis(20);
    private static final ServerLimits LIMITS = new ServerLimits(2, 1000, 1000, PATIENT, PATIENT);
    private static final byte[] KEYS = random(48);

    private static CertificateChain chain;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final TlsClient client = new TlsClient(
            ClientConfig.builder()
                    .verifier((presented, at) -> {})
                    .requestTickets(false)
                    .build(),
            "localhost",
            PATIENT);
    private RedisServer redis;

    /** Tells how many look-ups there were. */
    private record Counted(RedisSessionCache cache, AtomicInteger lookUps) implements RemoteSessionCache {
        @Override
        public CompletableFuture<Optional<Session>> lookUp(byte[] id, long nowMillis) {
            CompletableFuture<Optional<Session>> answer = cache.lookUp(id, nowMillis);
            lookUps.incrementAndGet();
            return answer;
        }

        @Override
        public void put(Session session, long nowMillis) {
            cache.put(session, nowMillis);
        }

        @Override
        public void remove(byte[] id) {
            cache.remove(id);
        }
    }

    static Stream<Threading> threadings() {
        return Stream.of(Threading.values()).filter(Threading::isHere);
    }

    @BeforeAll
    static void makeChain() throws Exception {
        RedisServer.require();
        chain = CertificateChain.rsa(2048);
    }

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisServer.start();
        opened.add(redis);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @Test
    void idThatOneServerIssuedResumesAtAnother() throws Exception {
        RedisSessionCache one = cache(KEYS, PATIENT, HOUR);
        RedisSessionCache other = cache(KEYS, PATIENT, HOUR);
        HandshakeSummary full = shakeHands(serve(one), Optional.empty());
        assertEquals(HandshakeKind.FULL, full.kind());
        until(() -> one.counters().stored() == 1);

        HandshakeSummary resumed = shakeHands(serve(other), Optional.of(full.session()));
        assertEquals(HandshakeKind.SESSION_ID, resumed.kind());
        assertEquals(1, other.counters().hits());
        assertEquals(0, other.counters().stored(), "a resumed session is not stored again");
    }

    @Test
    void serverWithOtherKeysShakesHandsInFull() throws Exception {
        RedisSessionCache one = cache(KEYS, PATIENT, HOUR);
        RedisSessionCache stranger = cache(random(48), PATIENT, HOUR);
        HandshakeSummary full = shakeHands(serve(one), Optional.empty());
        until(() -> one.counters().stored() == 1);

        HandshakeSummary next = shakeHands(serve(stranger), Optional.of(full.session()));
        assertEquals(HandshakeKind.FULL, next.kind());
        assertEquals(1, stranger.counters().misses());
    }

    @Test
    void sessionUnderAnOlderKeyIsSealedAnewWhenItIsFound() {
        byte[] next = random(48);
        RotatingTicketKeyring ring = ring(KEYS);
        RedisSessionCache cache = cache(ring, PATIENT, HOUR);
        Session session = session();
        cache.put(session, 0);
        until(() -> cache.counters().stored() == 1);

        ring.replaceKeys(SharedTicketKeys.of(List.of(next, KEYS)), 0);
        assertTrue(cache.get(session.id(), 0).isPresent());
        until(() -> cache.counters().stored() == 2);
        ring.replaceKeys(SharedTicketKeys.of(List.of(next)), 0);
        assertTrue(cache.get(session.id(), 0).isPresent(), "it is under the new key now");
    }

    @Test
    void sessionThatIsForgottenWhileItIsFoundStaysForgotten() throws Exception {
        RotatingTicketKeyring ring = ring(KEYS);
        RedisSessionCache cache = cache(ring, PATIENT, HOUR);
        Session session = session();
        cache.put(session, 0);
        until(() -> cache.counters().stored() == 1);
        ring.replaceKeys(SharedTicketKeys.of(List.of(random(48), KEYS)), 0);

        // Both are on their way before the answer to the first has the session sealed anew.
        redis.halt();
        CompletableFuture<Optional<Session>> found = cache.lookUp(session.id(), 0);
        cache.remove(session.id());
        redis.goOn();

        assertTrue(found.join().isPresent());
        assertTrue(cache.get(session.id(), 0).isEmpty());
        assertEquals(1, cache.counters().stored());
    }

    @Test
    void redisThatRefusesWritesStillAnswersLookUps() throws Exception {
        RedisSessionCache cache = cache(KEYS, PATIENT, HOUR);
        Session kept = session();
        cache.put(kept, 0);
        until(() -> cache.counters().stored() == 1);
        try (RedisClient client = RedisClient.create(uri());
                StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
            connection.sync().configSet("maxmemory", "1");
        }

        cache.put(session(), 0);
        cache.put(session(), 0);
        until(() -> cache.counters().failures() == 2);
        assertTrue(cache.get(kept.id(), 0).isPresent());
        assertEquals(0, cache.counters().skipped(), cache.counters().toString());
        assertEquals(
                List.of("Redis at 127.0.0.1:" + redis.address().getPort() + " refuses to write: OOM"),
                List.copyOf(notes));
    }

    @Test
    void lookUpOfAHaltedRedisEndsWithItsPatience() throws Exception {
        Duration patience = Duration.ofMillis(500);
        RedisSessionCache cache = cache(KEYS, patience, HOUR);
        redis.halt();
        long start = System.nanoTime();
        assertTrue(cache.get(random(32), 0).isEmpty());
        long took = System.nanoTime() - start;
        // The client's own bound is 5 s later.
        assertTrue(took >= patience.toNanos() && took < patience.multipliedBy(8).toNanos(), took + " ns");
        assertEquals(1, cache.counters().timeouts());
    }

    @Test
    void sessionIsSealedAndGoesWithItsLifetime() throws Exception {
        RedisSessionCache cache = cache(KEYS, PATIENT, HOUR);
        byte[] secret = random(48);
        Session session = session(secret);
        cache.put(session, 600_000);
        until(() -> cache.counters().stored() == 1);
        Session found = cache.get(session.id(), 600_000).orElseThrow();
        assertArrayEquals(session.id(), found.id());
        assertEquals(session.cipherSuite(), found.cipherSuite());

        try (RedisClient client = RedisClient.create(uri());
                StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
            RedisCommands<byte[], byte[]> commands = connection.sync();
            byte[] key = commands.keys("*").get(0);
            String value = latin1(commands.get(key));
            assertTrue(latin1(key).endsWith(latin1(session.id())));
            assertFalse(value.contains(latin1(secret)));
            long left = commands.pttl(key);
            assertTrue(left > 0 && left <= HOUR.toMillis() - 600_000, left + " ms left");

            commands.set(key, new byte[1 << 20]);
            assertTrue(cache.get(session.id(), 600_000).isEmpty(), "what no server sealed is no session");
        }
        assertTrue(cache.get(session.id(), HOUR.toMillis()).isEmpty());
    }

    @Test
    void sessionThatIsExpiredOrWasRemovedIsNotFound() throws Exception {
        RedisSessionCache cache = cache(KEYS, PATIENT, HOUR);
        Session session = session();
        cache.put(session, 0);
        assertTrue(cache.get(session.id(), HOUR.toMillis() - 1).isPresent());
        assertTrue(cache.get(session.id(), HOUR.toMillis()).isEmpty());
        cache.remove(session.id());
        assertTrue(cache.get(session.id(), 0).isEmpty());
        assertTrue(cache.get(new byte[31], 0).isEmpty());
    }

    @Test
    void haltedRedisMakesHandshakesFullAndIsAskedOnce() throws Exception {
        RedisSessionCache healthy = cache(KEYS, PATIENT, HOUR);
        Session session = shakeHands(serve(healthy), Optional.empty()).session();
        until(() -> healthy.counters().stored() == 1);
        RedisSessionCache cache = cache(KEYS, IMPATIENT, HOUR);
        InetSocketAddress server = serve(cache);

        redis.halt();
        // Redis's own client would wait for a minute.
        assertTimeout(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        HandshakeKind.FULL,
                        shakeHands(server, Optional.of(session)).kind());
            }
        });
        assertEquals(1, cache.counters().timeouts(), cache.counters().toString());
        assertEquals(4, cache.counters().skipped(), cache.counters().toString());
        assertEquals(5, cache.counters().dropped(), cache.counters().toString());
        assertEquals(
                1,
                notes.stream().filter(line -> line.contains("does not answer")).count(),
                notes.toString());
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void lookUpsThatWaitHoldUpNobodyElse(Threading threading) throws Exception {
        RedisSessionCache cache = cache(KEYS, PATIENT, HOUR);
        Counted counted = new Counted(cache, new AtomicInteger());
        InetSocketAddress server = serve(counted, threading);
        Session session = shakeHands(server, Optional.empty()).session();
        until(() -> cache.counters().stored() == 1);

        redis.halt();
        List<CompletableFuture<HandshakeSummary>> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(CompletableFuture.supplyAsync(
                    () -> shakeHands(server, Optional.of(session)), task -> new Thread(task).start()));
        }
        until(() -> counted.lookUps.get() == 4);
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    HandshakeKind.FULL, shakeHands(server, Optional.empty()).kind());
        }
        assertTrue(waiting.stream().noneMatch(CompletableFuture::isDone));

        redis.goOn();
        for (CompletableFuture<HandshakeSummary> each : waiting) {
            assertEquals(HandshakeKind.SESSION_ID, each.join().kind());
        }
    }

    @Test
    void redisThatGoesOnIsUsedAgain() throws Exception {
        RedisSessionCache healthy = cache(KEYS, PATIENT, HOUR);
        Session session = shakeHands(serve(healthy), Optional.empty()).session();
        until(() -> healthy.counters().stored() == 1);
        RedisSessionCache cache = cache(KEYS, IMPATIENT, Duration.ofMillis(1));
        InetSocketAddress server = serve(cache);

        redis.halt();
        assertEquals(
                HandshakeKind.FULL, shakeHands(server, Optional.of(session)).kind());
        redis.goOn();
        until(() -> shakeHands(server, Optional.of(session)).kind() == HandshakeKind.SESSION_ID);
        assertTrue(notes.stream().anyMatch(line -> line.contains("answers again")), notes.toString());
    }

    @Test
    void killedRedisMakesHandshakesFullAndIsFoundWhenItIsBack() throws Exception {
        RedisSessionCache cache = cache(KEYS, PATIENT, Duration.ofMillis(1));
        InetSocketAddress server = serve(cache);
        Session session = shakeHands(server, Optional.empty()).session();
        until(() -> cache.counters().stored() == 1);
        assertEquals(
                HandshakeKind.SESSION_ID,
                shakeHands(server, Optional.of(session)).kind());

        redis.kill();
        // The socket's end reaches the client a moment later; until then a look-up would wait its patience.
        until(() -> {
            cache.remove(session.id());
            return cache.counters().failures() > 0;
        });
        assertEquals(
                HandshakeKind.FULL, shakeHands(server, Optional.of(session)).kind());
        redis.restart();
        until(() -> {
            Session next = shakeHands(server, Optional.empty()).session();
            return shakeHands(server, Optional.of(next)).kind() == HandshakeKind.SESSION_ID;
        });
    }

    @Test
    void redisThatComesLaterIsFound() throws Exception {
        redis.kill();
        RedisSessionCache cache =
                new RedisSessionCache(redis.address(), ring(KEYS), PATIENT, Duration.ofMillis(1), notes::add);
        opened.add(cache);
        assertFalse(cache.awaitConnection());
        InetSocketAddress server = serve(cache);
        assertEquals(HandshakeKind.FULL, shakeHands(server, Optional.empty()).kind());
        redis.restart();
        until(() -> {
            Session next = shakeHands(server, Optional.empty()).session();
            return shakeHands(server, Optional.of(next)).kind() == HandshakeKind.SESSION_ID;
        });
    }

    @Test
    void noHandshakeUnderWayFailsWhenRedisIsHaltedThenKilled() throws Exception {
        RedisSessionCache cache = cache(KEYS, Duration.ofMillis(200), Duration.ofMillis(50));
        InetSocketAddress server = serve(cache);
        AtomicInteger resumed = new AtomicInteger();
        AtomicInteger full = new AtomicInteger();
        AtomicInteger fullAtTheEnd = new AtomicInteger();
        List<CompletableFuture<Void>> clients = new ArrayList<>();
        CompletableFuture<Void> killed = new CompletableFuture<>();
        for (int i = 0; i < 4; i++) {
            clients.add(CompletableFuture.runAsync(() -> {
                Session session = shakeHands(server, Optional.empty()).session();
                while (!killed.isDone() || fullAtTheEnd.get() < 40) {
                    HandshakeSummary next = shakeHands(server, Optional.of(session));
                    session = next.session();
                    (next.kind() == HandshakeKind.FULL ? full : resumed).incrementAndGet();
                    if (killed.isDone() && next.kind() == HandshakeKind.FULL) {
                        fullAtTheEnd.incrementAndGet();
                    }
                }
            }));
        }
        until(() -> resumed.get() >= 100);
        int fullBefore = full.get();
        redis.halt();
        until(() -> full.get() >= fullBefore + 40);
        redis.kill();
        killed.complete(null);
        CompletableFuture.allOf(clients.toArray(CompletableFuture[]::new)).join();

        assertTrue(cache.counters().timeouts() > 0, cache.counters().toString());
        assertTrue(cache.counters().skipped() > 0, cache.counters().toString());
    }

    @Test
    void writesToAHaltedRedisAreBoundedAndNeverWaitedFor() throws Exception {
        RedisSessionCache cache = cache(KEYS, PATIENT, HOUR);
        redis.halt();
        // more than 4 MiB, each some hundred bytes
        for (int i = 0; i < 50_000 && cache.counters().dropped() == 0; i++) {
            cache.put(session(), 0);
        }
        assertTrue(cache.counters().dropped() > 0, cache.counters().toString());
        assertTrue(cache.get(random(32), 0).isEmpty());
        assertEquals(1, cache.counters().skipped(), "the circuit is open");
    }

    private String uri() {
        return "redis://127.0.0.1:" + redis.address().getPort();
    }

    private RedisSessionCache cache(byte[] keys, Duration patience, Duration pause) {
        return cache(ring(keys), patience, pause);
    }

    private RedisSessionCache cache(RotatingTicketKeyring ring, Duration patience, Duration pause) {
        RedisSessionCache cache = new RedisSessionCache(redis.address(), ring, patience, pause, notes::add);
        opened.add(cache);
        assertTrue(cache.awaitConnection());
        return cache;
    }

    private InetSocketAddress serve(RedisSessionCache cache) throws IOException {
        return serve(cache, Threading.EVENT_LOOPS);
    }

    private InetSocketAddress serve(RemoteSessionCache cache, Threading threading) throws IOException {
        ServerConfig config = ServerConfig.builder()
                .identities(List.of(Identity.of(JDK, chain.chain(), chain.key())))
                .delegateTasks(true)
                .sessionCache(cache)
                .build();
        TlsServer server =
                TlsServer.start(config, new InetSocketAddress("127.0.0.1", 0), threading, LIMITS, notes::add);
        opened.add(server);
        return server.address();
    }

    private HandshakeSummary shakeHands(InetSocketAddress server, Optional<Session> resume) {
        try {
            return client.shakeHands(server, resume).summary();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RotatingTicketKeyring ring(byte[] keys) {
        return RotatingTicketKeyring.shared(JDK, RANDOM, HOUR, HOUR, SharedTicketKeys.of(List.of(keys)), 0);
    }

    private static Session session() {
        return session(random(48));
    }

    private static Session session(byte[] masterSecret) {
        return Session.ofMasterSecret(JDK.prf(), CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, masterSecret)
                .extendedMasterSecret(true)
                .id(random(32))
                .build();
    }

    private static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENT.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "it does not come about");
            Thread.onSpinWait();
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
