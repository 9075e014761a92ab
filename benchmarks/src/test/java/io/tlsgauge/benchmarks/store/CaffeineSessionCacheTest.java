package io.tlsgauge.benchmarks.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.Session;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CaffeineSessionCacheTest {
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();

    private final CaffeineSessionCache cache = new CaffeineSessionCache(100, Duration.ofSeconds(5));

    @Test
    void sessionIsFoundUntilItExpiresFromItsFullHandshakeOn() {
        Session session = session(1000);
        cache.put(session, 3000);
        assertSame(session, cache.get(session.id().clone(), 5999).orElseThrow());
        assertTrue(cache.get(session.id(), 6000).isEmpty());
        assertEquals(0, cache.size());
    }

    @Test
    void sessionThatWasRemovedOrNeverCameIsNotFound() {
        Session session = session(0);
        cache.put(session, 0);
        cache.remove(session.id());
        assertTrue(cache.get(session.id(), 0).isEmpty());
        assertTrue(cache.get(new byte[31], 0).isEmpty());
    }

    @Test
    void sessionWhoseIdIsNoServersIsNotTaken() {
        Session session = session(0).withId(new byte[31]);
        assertThrows(IllegalArgumentException.class, () -> cache.put(session, 0));
    }

    @Test
    void noMoreAreKeptThanThereIsRoomFor() {
        for (int i = 0; i < 1000; i++) {
            cache.put(session(0), 0);
        }
        assertEquals(100, cache.size());
    }

    private static Session session(long createdAtMillis) {
        byte[] id = new byte[32];
        RANDOM.nextBytes(id);
        return Session.ofMasterSecret(Crypto.of("jdk").prf(), CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, new byte[48])
                .id(id)
                .createdAtMillis(createdAtMillis)
                .build();
    }
}
