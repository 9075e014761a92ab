package io.tlsgauge.engine.session;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * A bounded cache of sessions by ID, in stripes that are locked apart.
 *
 * <p>The server draws the IDs at random, so their first byte spreads them evenly over the stripes, and an
 * attacker can't choose what is stored; each stripe holds its share of the capacity. Within a stripe the
 * entries stand in the order of their coming, which, all lifetimes being the same, is also the order of
 * their expiry: the oldest is the first to go when there is no room, and expired ones are swept from that
 * end as others come. A resumption does not move an entry, so that a look-up is short and a session's
 * lifetime counts from its full handshake (RFC 5246 appendix F.1.4). The secrets of a session that is
 * dropped can't be wiped, since a live connection may share them.
 */
public final class StripedSessionCache implements SessionCache {
    private static final int STRIPES = 64;

    private final Stripe[] stripes;
    private final long lifetimeMillis;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder evictions = new LongAdder();

    /**
     * An empty cache.
     *
     * @param capacity the most sessions that are kept, at least one
     * @param lifetime how long a session can be resumed after its full handshake
     * @throws IllegalArgumentException if one of them is not positive
     */
    public StripedSessionCache(int capacity, Duration lifetime) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", not at least 1");
        }
        if (lifetime.toMillis() < 1) {
            throw new IllegalArgumentException("lifetime is " + lifetime + ", not at least a millisecond");
        }
        this.lifetimeMillis = lifetime.toMillis();
        int count = Math.min(STRIPES, capacity);
        this.stripes = new Stripe[count];
        for (int i = 0; i < count; i++) {
            stripes[i] = new Stripe(capacity / count + (i < capacity % count ? 1 : 0));
        }
    }

    @Override
    public Optional<Session> get(byte[] id, long nowMillis) {
        Optional<Session> found = stripe(id).get(ByteBuffer.wrap(id), nowMillis);
        (found.isPresent() ? hits : misses).increment();
        return found;
    }

    @Override
    public void put(Session session, long nowMillis) {
        stripe(session.id()).put(session, nowMillis);
    }

    @Override
    public void remove(byte[] id) {
        stripe(id).remove(ByteBuffer.wrap(id));
    }

    @Override
    public int size() {
        int size = 0;
        for (Stripe stripe : stripes) {
            size += stripe.size();
        }
        return size;
    }

    /** How many look-ups found a session. */
    public long hits() {
        return hits.sum();
    }

    /** How many look-ups found none, or one that had expired. */
    public long misses() {
        return misses.sum();
    }

    /** How many sessions had to go for lack of room before they expired. */
    public long evictions() {
        return evictions.sum();
    }

    private Stripe stripe(byte[] id) {
        return stripes[id.length == 0 ? 0 : (id[0] & 0xff) % stripes.length];
    }

    private final class Stripe {
        private final int capacity;
        private final LinkedHashMap<ByteBuffer, Session> sessions = new LinkedHashMap<>();

        Stripe(int capacity) {
            this.capacity = capacity;
        }

        synchronized Optional<Session> get(ByteBuffer id, long nowMillis) {
            Session session = sessions.get(id);
            if (session == null) {
                return Optional.empty();
            }
            if (expired(session, nowMillis)) {
                sessions.remove(id);
                return Optional.empty();
            }
            return Optional.of(session);
        }

        synchronized void put(Session session, long nowMillis) {
            ByteBuffer id = ByteBuffer.wrap(session.id());
            sessions.remove(id);
            Iterator<Session> oldest = sessions.values().iterator();
            while (oldest.hasNext()) {
                boolean expired = expired(oldest.next(), nowMillis);
                if (!expired && sessions.size() < capacity) {
                    break;
                }
                oldest.remove();
                if (!expired) {
                    evictions.increment();
                }
            }
            sessions.put(id, session);
        }

        synchronized void remove(ByteBuffer id) {
            sessions.remove(id);
        }

        synchronized int size() {
            return sessions.size();
        }

        private boolean expired(Session session, long nowMillis) {
            return nowMillis - session.createdAtMillis() >= lifetimeMillis;
        }
    }
}
