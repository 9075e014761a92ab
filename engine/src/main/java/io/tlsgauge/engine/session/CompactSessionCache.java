package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A bounded cache of sessions by ID, each of them some 120 bytes in a page among others and not a graph of objects:
 * more than 8,000 in a MiB with all that belongs to them, for hosts' names of 20 letters.
 *
 * <p>Kept is what a ticket would hold, and the ID. A look-up copies those bytes out under a lock that is held for
 * as long as that takes, and makes the session of them outside it, which costs the keying of the PRF anew: two
 * compressions of some twenty that a resumption needs, in exchange for a tenth of the memory. The sessions are
 * spread over stripes by a keyed hash, so that threads seldom meet. Within a stripe they stand in the order of
 * their coming, which, all lifetimes being the same, is also the order of their expiry: the oldest is the first to
 * go when there is no room, and a few expired ones are swept from that end as others come. A look-up does not move
 * a session, so that its lifetime counts from its full handshake (RFC 5246 appendix F.1.4).
 *
 * <p>The table of addresses, 8 bytes a session, is allocated with the cache, and the pages as sessions come. A session
 * is 350 bytes at the most but for a client's chain; of all together there are 4 KiB for each of the capacity, and a
 * page or a session more for each stripe; where chains are longer, fewer are kept. What goes for whatever reason is
 * overwritten; copies that a garbage collector may have left behind are out of reach.
 */
public final class CompactSessionCache implements SessionCache {
    /** Enough that a stripe's pages are full but for a few in a hundred. */
    private static final int SESSIONS_A_STRIPE = 2048;

    /** Few enough that the address of a session can have 31 bits, were each on a page of its own. */
    private static final int MOST_SESSIONS_A_STRIPE = 1 << 17;

    private static final int STRIPES_A_PROCESSOR = 4;

    private final DigestProvider digests;
    private final SessionIdHash hash = new SessionIdHash(new FastKeyErasureRandom());
    private final SessionStripe[] stripes;

    /**
     * An empty cache.
     *
     * @param digests those of the PRF, under which sessions are keyed when they are found
     * @param capacity the most sessions that are kept, at least one
     * @param lifetime how long a session can be resumed after its full handshake
     * @throws IllegalArgumentException if one of them is not positive
     */
    public CompactSessionCache(DigestProvider digests, int capacity, Duration lifetime) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", not at least 1");
        }
        if (lifetime.toMillis() < 1) {
            throw new IllegalArgumentException("lifetime is " + lifetime + ", not at least a millisecond");
        }
        this.digests = digests;
        int useful = STRIPES_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
        int count =
                Math.max(Math.min(useful, capacity / SESSIONS_A_STRIPE), 1 + (capacity - 1) / MOST_SESSIONS_A_STRIPE);
        this.stripes = new SessionStripe[count];
        for (int i = 0; i < count; i++) {
            stripes[i] =
                    new SessionStripe(capacity / count + (i < capacity % count ? 1 : 0), lifetime.toMillis(), hash);
        }
    }

    @Override
    public Optional<Session> get(byte[] id, long nowMillis) {
        if (id.length != SessionIdHash.ID_LENGTH) {
            return Optional.empty();
        }
        long idHash = hash.of(id, 0);
        byte[] state = stripe(idHash).get(id, idHash, nowMillis);
        if (state.length == 0) {
            return Optional.empty();
        }
        Optional<Session> session = SessionState.decode(digests, state, state.length, id);
        Arrays.fill(state, (byte) 0);
        return session;
    }

    /**
     * Keeps a session under its ID, unless its state is longer than 64 KiB, as no usual chain makes it.
     *
     * @throws IllegalArgumentException if the ID is not of 32 bytes
     */
    @Override
    public void put(Session session, long nowMillis) {
        byte[] id = session.id();
        if (id.length != SessionIdHash.ID_LENGTH) {
            throw new IllegalArgumentException("a session ID has " + id.length + " bytes, not 32");
        }
        byte[] state = SessionState.encode(session);
        if (state.length <= SessionLog.MAX_STATE_LENGTH) {
            long idHash = hash.of(id, 0);
            stripe(idHash).put(id, idHash, state, nowMillis);
        }
        Arrays.fill(state, (byte) 0);
    }

    @Override
    public void remove(byte[] id) {
        if (id.length == SessionIdHash.ID_LENGTH) {
            long idHash = hash.of(id, 0);
            stripe(idHash).remove(id, idHash);
        }
    }

    /** How many sessions are kept, expired ones that were not met yet included. */
    public int size() {
        return (int) sum(SessionStripe::size);
    }

    /** The memory that the sessions and their table take, in bytes. */
    public long bytes() {
        return sum(SessionStripe::bytes);
    }

    /** How many look-ups found a session. */
    public long hits() {
        return sum(SessionStripe::hits);
    }

    /** How many look-ups of IDs of the right length found none, or one that had expired. */
    public long misses() {
        return sum(SessionStripe::misses);
    }

    /** How many sessions had to go for lack of room before they expired. */
    public long evictions() {
        return sum(SessionStripe::evictions);
    }

    /** All counters in one line. */
    @Override
    public String toString() {
        return "sessions " + size() + ", session bytes " + bytes() + ", hits " + hits() + ", misses " + misses()
                + ", evictions " + evictions();
    }

    private long sum(ToLongFunction<SessionStripe> counter) {
        return Stream.of(stripes).mapToLong(counter).sum();
    }

    private SessionStripe stripe(long idHash) {
        return stripes[(int) ((idHash >>> 32) * stripes.length >>> 32)];
    }
}
