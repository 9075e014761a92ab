package io.tlsgauge.benchmarks.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.SessionCache;
import java.time.Duration;
import java.util.Optional;

/**
 * Sessions in Caffeine, as one would keep them who takes a cache from the shelf: the objects themselves, keyed
 * and ready, under keys that cost little to hash and compare.
 *
 * <p>A session's age counts from its full handshake, which is checked when it is found; Caffeine's own expiry only
 * reclaims what nobody asks for. Maintenance runs on the calling thread, as Caffeine's author advises where no
 * listener is costly; it keeps no statistics. Where it is full it lets go of what is rarely asked for (W-TinyLFU),
 * and may turn a new session away.
 */
public final class CaffeineSessionCache implements SessionCache {
    private final Cache<SessionKey, Session> sessions;
    private final long lifetimeMillis;

    /**
     * An empty cache.
     *
     * @param capacity the most sessions that are kept
     * @param lifetime how long a session can be resumed after its full handshake
     */
    public CaffeineSessionCache(int capacity, Duration lifetime) {
        this.lifetimeMillis = lifetime.toMillis();
        this.sessions = Caffeine.newBuilder()
                .initialCapacity(capacity)
                .maximumSize(capacity)
                .expireAfterWrite(lifetime)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Optional<Session> get(byte[] id, long nowMillis) {
        if (id.length != SessionKey.LENGTH) {
            return Optional.empty();
        }
        SessionKey key = SessionKey.of(id);
        Session session = sessions.getIfPresent(key);
        if (session == null) {
            return Optional.empty();
        }
        if (nowMillis - session.createdAtMillis() >= lifetimeMillis) {
            sessions.invalidate(key);
            return Optional.empty();
        }
        return Optional.of(session);
    }

    @Override
    public void put(Session session, long nowMillis) {
        byte[] id = session.id();
        if (id.length != SessionKey.LENGTH) {
            throw new IllegalArgumentException("a session ID has " + id.length + " bytes, not " + SessionKey.LENGTH);
        }
        sessions.put(SessionKey.of(id), session);
    }

    @Override
    public void remove(byte[] id) {
        if (id.length == SessionKey.LENGTH) {
            sessions.invalidate(SessionKey.of(id));
        }
    }

    /** How many sessions are kept, after what is due to go has gone. */
    public int size() {
        sessions.cleanUp();
        return Math.toIntExact(sessions.estimatedSize());
    }
}
