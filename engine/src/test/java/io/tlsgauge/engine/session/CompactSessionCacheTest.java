package io.tlsgauge.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

class CompactSessionCacheTest {
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();
    private static final DigestProvider DIGESTS = Crypto.of("jdk").prf();
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void sessionIsFoundUntilItExpires() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 10, Duration.ofSeconds(5));
        Session session = session(1000);
        cache.put(session, 1000);

        assertTrue(cache.get(session.id().clone(), 5999).isPresent());
        assertTrue(cache.get(session.id(), 6000).isEmpty());
        assertEquals(0, cache.size());
        assertEquals(1, cache.hits());
        assertEquals(1, cache.misses());
    }

    @Test
    void sessionThatWasRemovedOrNeverCameIsNotFound() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 10, Duration.ofSeconds(5));
        Session session = session(0);
        cache.put(session, 0);
        cache.remove(session.id());

        assertTrue(cache.get(session.id(), 0).isEmpty());
        assertTrue(cache.get(new byte[] {1}, 0).isEmpty());
        assertTrue(cache.get(new byte[0], 0).isEmpty());
    }

    @Test
    void oldestGivesWayInACacheOfOne() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 1, Duration.ofSeconds(5));
        Session first = session(0);
        Session second = session(0);
        cache.put(first, 0);
        cache.put(second, 0);

        assertTrue(cache.get(first.id(), 0).isEmpty());
        assertTrue(cache.get(second.id(), 0).isPresent());
        assertEquals(1, cache.evictions());
    }

    @Test
    void sessionComesBackAsItWas() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 10, HOUR);
        X509Certificate certificate = TestChain.standard().chain().get(0);
        Session session = Session.ofMasterSecret(DIGESTS, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, random(48))
                .id(random(32))
                .serverName(Optional.of("localhost"))
                .maxFragmentLength(Optional.of(MaxFragmentLength.BYTES_2048))
                .peerCertificates(List.of(certificate))
                .createdAtMillis(7)
                .build();
        cache.put(session, 7);
        Session found = cache.get(session.id(), 7).orElseThrow();

        assertArrayEquals(session.id(), found.id());
        assertArrayEquals(session.masterSecret(), found.masterSecret());
        assertEquals(session.cipherSuite(), found.cipherSuite());
        assertEquals(session.extendedMasterSecret(), found.extendedMasterSecret());
        assertEquals(session.serverName(), found.serverName());
        assertEquals(session.maxFragmentLength(), found.maxFragmentLength());
        assertEquals(session.peerCertificates(), found.peerCertificates());
        assertEquals(session.createdAtMillis(), found.createdAtMillis());
    }

    @Test
    void aMebibyteHoldsEightThousandSessionsWithAllThatBelongsToThem() {
        for (String name : List.of("localhost", "www.shop.example.com")) {
            for (int capacity : new int[] {9_000, 20_480, 200_000}) {
                CompactSessionCache cache = new CompactSessionCache(DIGESTS, capacity, HOUR);
                long empty = bytesOf(cache);
                // twice over, so that the oldest pages are half empty as they are in use
                for (int i = 0; i < 2 * capacity; i++) {
                    cache.put(named(name), 0);
                }
                long full = bytesOf(cache);
                double perMebibyte = cache.size() * (double) (1 << 20) / full;

                assertTrue(perMebibyte >= 8000, perMebibyte + " of " + name + " in a cache of " + capacity);
                assertTrue(full - cache.bytes() < 8192, cache.bytes() + " told, " + full + " taken");
                assertTrue(empty < full / 8, "an empty cache of " + capacity + " takes " + empty);
            }
        }
    }

    @Test
    void oldestGoFirstAndOneForEachThatComes() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 100, HOUR);
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            sessions.add(session(0));
            cache.put(sessions.get(i), 0);
            int first = Math.max(0, i - 99);
            assertEquals(first, cache.evictions());
            assertTrue(first == 0 || cache.get(sessions.get(first - 1).id(), 0).isEmpty());
            assertTrue(cache.get(sessions.get(first).id(), 0).isPresent());
        }
        assertEquals(100, cache.size());
    }

    @Test
    void expiredSessionsAreSweptAFewAtATime() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 100, Duration.ofSeconds(5));
        for (int i = 0; i < 100; i++) {
            cache.put(session(0), 0);
        }
        cache.put(session(5000), 5000);
        assertEquals(98, cache.size());
        for (int i = 0; i < 49; i++) {
            cache.put(session(5000), 5000);
        }
        assertEquals(50, cache.size());
        assertEquals(0, cache.evictions());
    }

    @Test
    void sessionsThatWereRemovedCantMakeTheCacheGrow() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 100, HOUR);
        cache.put(session(0), 0);
        for (int i = 0; i < 1000; i++) {
            Session session = session(0);
            cache.put(session, 0);
            cache.remove(session.id());
        }
        assertTrue(cache.size() <= 1, "size " + cache.size());
        assertTrue(cache.bytes() < 100 * 150 + 4096, cache.bytes() + " bytes");
    }

    /** 50 certificates of some 900 bytes a session, of which a hundred would be several MiB. */
    @Test
    void sessionsWithLongChainsAreFewerRatherThanMoreMemory() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 100, HOUR);
        X509Certificate certificate = TestChain.standard().chain().get(0);
        List<Session> sessions = IntStream.range(0, 100)
                .mapToObj(i -> named("localhost", Collections.nCopies(50, certificate)))
                .toList();
        sessions.forEach(session -> cache.put(session, 0));

        assertTrue(cache.bytes() < 100 * (4096 + 8) + 4096, cache.bytes() + " bytes");
        assertTrue(cache.size() > 5 && cache.size() < 20, "size " + cache.size());
        assertEquals(100 - cache.size(), cache.evictions());
        assertTrue(cache.get(sessions.get(99).id(), 0).isPresent());
        assertTrue(cache.get(sessions.get(0).id(), 0).isEmpty());
    }

    @Test
    void sameIdAgainTakesThePlaceOfTheOlder() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 100, HOUR);
        byte[] id = random(32);
        cache.put(session(1).withId(id), 1);
        cache.put(session(2).withId(id), 2);

        assertEquals(2, cache.get(id, 2).orElseThrow().createdAtMillis());
        assertEquals(1, cache.size());
    }

    @Test
    void cacheDoesAsATableWouldWhateverComes() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 300, HOUR);
        List<X509Certificate> chain = TestChain.standard().chain();
        LinkedHashMap<Integer, Optional<Session>> table = new LinkedHashMap<>();
        Random random = new Random(1);
        List<Session> sessions = IntStream.range(0, 600)
                .mapToObj(i -> named("a".repeat(random.nextInt(256)), i % 50 == 0 ? chain : List.of()))
                .toList();
        for (int step = 0; step < 50_000; step++) {
            int i = random.nextInt(sessions.size());
            Session session = sessions.get(i);
            switch (random.nextInt(4)) {
                case 0 -> {
                    cache.put(session, 0);
                    table.remove(i);
                    table.put(i, Optional.of(session));
                }
                case 1 -> {
                    cache.remove(session.id());
                    table.remove(i);
                }
                default -> {
                    Optional<Session> found = cache.get(session.id(), 0);
                    // What was removed takes room for a while, so that the cache may have let one go.
                    if (found.isEmpty()) {
                        table.remove(i);
                    }
                    assertArrayEquals(
                            table.getOrDefault(i, Optional.empty())
                                    .map(Session::masterSecret)
                                    .orElse(null),
                            found.map(Session::masterSecret).orElse(null));
                    assertEquals(found.map(Session::serverName), found.map(any -> session.serverName()));
                }
            }
        }
        assertTrue(cache.hits() > 5_000, "hits " + cache.hits());
        assertTrue(cache.evictions() > 1_000, "evictions " + cache.evictions());
    }

    @Test
    void whatWasRemovedEvictedOrExpiredIsOverwritten() throws ReflectiveOperationException {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 3, Duration.ofSeconds(5));
        Session evicted = session(0);
        Session removed = session(0);
        Session expired = session(0);
        Session kept = session(4000);
        cache.put(evicted, 0);
        cache.put(removed, 0);
        byte[] page = firstPage(cache);
        assertTrue(holds(page, removed.masterSecret()));
        cache.remove(removed.id());
        assertFalse(holds(page, removed.masterSecret()));
        assertFalse(holds(page, removed.id()));
        cache.put(expired, 0);
        assertTrue(holds(page, evicted.masterSecret()));
        cache.put(kept, 4000);
        assertFalse(holds(page, evicted.masterSecret()));
        assertTrue(cache.get(expired.id(), 5000).isEmpty());
        assertFalse(holds(page, expired.masterSecret()));
        assertTrue(holds(page, kept.masterSecret()));
        for (int i = 0; i < 100; i++) {
            cache.put(session(4000), 4000);
        }
        assertFalse(holds(page, kept.masterSecret()), "in a page that was let go");
    }

    @Test
    void manyThreadsStayWithinTheBoundAndFindOnlyWhatTheyAskFor() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 500, HOUR);
        List<Session> shared = IntStream.range(0, 400).mapToObj(i -> session(i)).toList();
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Random random = new Random(i);
            threads.add(CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 20_000; j++) {
                    Session session = shared.get(random.nextInt(shared.size()));
                    switch (j % 4) {
                        case 0 -> cache.put(session, 0);
                        case 1 -> cache.put(session(0), 0);
                        case 2 ->
                            cache.remove(
                                    shared.get(random.nextInt(shared.size())).id());
                        default -> {}
                    }
                    cache.get(session.id(), 0).ifPresent(found -> {
                        assertArrayEquals(session.masterSecret(), found.masterSecret());
                        assertEquals(session.createdAtMillis(), found.createdAtMillis());
                    });
                }
            }));
        }
        threads.forEach(CompletableFuture::join);

        assertTrue(cache.size() <= 500, "size " + cache.size());
        assertEquals(80_000, cache.hits() + cache.misses());
        assertTrue(cache.hits() > 10_000, "hits " + cache.hits());
    }

    @Test
    void sessionOfAnotherIdThanServersDrawIsRefused() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 10, HOUR);
        assertThrows(IllegalArgumentException.class, () -> cache.put(session(0).withId(new byte[31]), 0));
    }

    @Test
    void sessionWithAChainLongerThanAnEntryIsNotKept() {
        CompactSessionCache cache = new CompactSessionCache(DIGESTS, 10, HOUR);
        X509Certificate certificate = TestChain.standard().chain().get(0);
        Session session = named("localhost", Collections.nCopies(100, certificate));
        cache.put(session, 0);
        assertTrue(cache.get(session.id(), 0).isEmpty());
        assertEquals(0, cache.size());
    }

    @Test
    void capacityAndLifetimeMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> new CompactSessionCache(DIGESTS, 0, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new CompactSessionCache(DIGESTS, 1, Duration.ZERO));
    }

    static Session session(long createdAtMillis) {
        return Session.ofMasterSecret(DIGESTS, CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384, random(48))
                .extendedMasterSecret(true)
                .id(random(32))
                .createdAtMillis(createdAtMillis)
                .build();
    }

    private static Session named(String serverName) {
        return named(serverName, List.of());
    }

    private static Session named(String serverName, List<X509Certificate> chain) {
        return Session.ofMasterSecret(DIGESTS, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, random(48))
                .id(random(32))
                .serverName(Optional.of(serverName).filter(name -> !name.isEmpty()))
                .peerCertificates(chain)
                .build();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** All that the cache takes, but for the provider of digests that it shares. */
    private static long bytesOf(CompactSessionCache cache) {
        return GraphLayout.parseInstance(cache)
                .subtract(GraphLayout.parseInstance(DIGESTS))
                .totalSize();
    }

    private static byte[] firstPage(CompactSessionCache cache) throws ReflectiveOperationException {
        Object stripe = ((Object[]) field(cache, "stripes"))[0];
        return ((byte[][]) field(field(stripe, "log"), "pages"))[0];
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    private static boolean holds(byte[] page, byte[] bytes) {
        return latin1(page).contains(latin1(bytes));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
