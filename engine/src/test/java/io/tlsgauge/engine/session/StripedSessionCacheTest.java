package io.tlsgauge.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StripedSessionCacheTest {
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();

    @Test
    void sessionIsFoundUntilItExpires() {
        StripedSessionCache cache = new StripedSessionCache(10, Duration.ofSeconds(5));
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
        StripedSessionCache cache = new StripedSessionCache(10, Duration.ofSeconds(5));
        Session session = session(0);
        cache.put(session, 0);
        cache.remove(session.id());

        assertTrue(cache.get(session.id(), 0).isEmpty());
        assertTrue(cache.get(new byte[] {1}, 0).isEmpty());
        assertTrue(cache.get(new byte[0], 0).isEmpty());
    }

    @Test
    void oldestGivesWayInACacheOfOne() {
        StripedSessionCache cache = new StripedSessionCache(1, Duration.ofSeconds(5));
        Session first = session(0);
        Session second = session(0);
        cache.put(first, 0);
        cache.put(second, 0);

        assertTrue(cache.get(first.id(), 0).isEmpty());
        assertTrue(cache.get(second.id(), 0).isPresent());
        assertEquals(1, cache.evictions());
    }

    @Test
    void manyThreadsStayWithinTheBound() {
        StripedSessionCache cache = new StripedSessionCache(500, Duration.ofHours(1));
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int j = 0; j < 2000; j++) {
                    Session session = session(j);
                    cache.put(session, j);
                    cache.get(session.id(), j);
                }
            }));
        }
        threads.forEach(CompletableFuture::join);

        assertTrue(cache.size() <= 500, "size " + cache.size());
        assertEquals(8000, cache.hits() + cache.misses());
        assertEquals(8000, cache.evictions() + cache.size());
    }

    @Test
    void capacityAndLifetimeMustBePositive() {
        assertThrows(IllegalArgumentException.class, () -> new StripedSessionCache(0, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> new StripedSessionCache(1, Duration.ZERO));
    }

    static Session session(long createdAtMillis) {
        byte[] id = new byte[32];
        RANDOM.nextBytes(id);
        byte[] masterSecret = new byte[48];
        RANDOM.nextBytes(masterSecret);
        return Session.ofMasterSecret(Crypto.of("jdk").prf(), CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384, masterSecret)
                .extendedMasterSecret(true)
                .id(id)
                .createdAtMillis(createdAtMillis)
                .build();
    }
}
