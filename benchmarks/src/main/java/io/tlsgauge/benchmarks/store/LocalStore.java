package io.tlsgauge.benchmarks.store;

import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.SessionCache;
import java.time.Duration;

/** The session caches that a process can have to itself. */
public enum LocalStore {
    /** The engine's own: sessions as bytes. */
    COMPACT {
        @Override
        public SessionCache open(DigestProvider digests, int capacity, Duration lifetime) {
            return new CompactSessionCache(digests, capacity, lifetime);
        }
    },
    /** Caffeine: sessions as objects. */
    CAFFEINE {
        @Override
        public SessionCache open(DigestProvider digests, int capacity, Duration lifetime) {
            return new CaffeineSessionCache(capacity, lifetime);
        }
    };

    /** An empty cache of this kind. */
    public abstract SessionCache open(DigestProvider digests, int capacity, Duration lifetime);
}
