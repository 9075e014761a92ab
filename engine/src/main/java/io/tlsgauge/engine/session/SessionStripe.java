package io.tlsgauge.engine.session;

import java.util.Arrays;

/**
 * A part of a cache under a lock of its own: sessions in a {@link SessionLog}, found by an open-addressed table
 * of their addresses.
 *
 * <p>The table is twice as long as there are sessions at the most, and probed place by place: two and a half
 * places for an ID that is not there, one and a half for one that is, on the average. An address that goes
 * is closed up by those behind it, so that nothing is left that would make probes longer. Whatever is done here
 * is bounded: a new session makes one other go where there is no room, or as many short ones as a long one takes the
 * room of, and sweeps a few expired ones besides.
 */
final class SessionStripe {
    private static final int EMPTY = -1;
    private static final int SWEPT_AT_ONCE = 2;

    /** As with a client's chain of three certificates; where they are longer on the average, fewer are kept. */
    private static final int MOST_BYTES_A_SESSION = 4096;

    private static final byte[] NONE = {};

    private final int capacity;
    private final long lifetimeMillis;
    private final SessionIdHash hash;
    private final int[] addresses;
    private final SessionLog log = new SessionLog();

    /** Those in the log, wiped ones included: they take room too. */
    private int entries;

    private int size;
    private long hits;
    private long misses;
    private long evictions;

    SessionStripe(int capacity, long lifetimeMillis, SessionIdHash hash) {
        this.capacity = capacity;
        this.lifetimeMillis = lifetimeMillis;
        this.hash = hash;
        this.addresses = new int[2 * capacity];
        Arrays.fill(addresses, EMPTY);
    }

    /** A copy of the state of the session with this ID, of no bytes where there is none, or it has expired. */
    synchronized byte[] get(byte[] id, long idHash, long nowMillis) {
        int place = find(id, idHash);
        int entry = addresses[place];
        if (entry != EMPTY && isExpired(entry, nowMillis)) {
            forget(place);
            entry = EMPTY;
        }
        if (entry == EMPTY) {
            misses++;
            return NONE;
        }
        hits++;
        return log.state(entry);
    }

    synchronized void put(byte[] id, long idHash, byte[] state, long nowMillis) {
        remove(id, idHash);
        if (entries == capacity) {
            evictOldest(nowMillis);
        }
        while (entries > 0 && log.bytes() + state.length > (long) MOST_BYTES_A_SESSION * capacity) {
            evictOldest(nowMillis);
        }
        for (int swept = 0; swept < SWEPT_AT_ONCE && entries > 0; swept++) {
            if (!log.isWiped(log.oldest()) && !isExpired(log.oldest(), nowMillis)) {
                break;
            }
            dropOldest();
        }
        addresses[find(id, idHash)] = log.append(id, state);
        entries++;
        size++;
    }

    synchronized void remove(byte[] id, long idHash) {
        int place = find(id, idHash);
        if (addresses[place] != EMPTY) {
            forget(place);
        }
    }

    synchronized int size() {
        return size;
    }

    synchronized long hits() {
        return hits;
    }

    synchronized long misses() {
        return misses;
    }

    synchronized long evictions() {
        return evictions;
    }

    /** The memory of table and sessions. */
    synchronized long bytes() {
        return (long) Integer.BYTES * addresses.length + log.bytes();
    }

    private boolean isExpired(int entry, long nowMillis) {
        return nowMillis - log.createdAtMillis(entry) >= lifetimeMillis;
    }

    private void evictOldest(long nowMillis) {
        if (!log.isWiped(log.oldest()) && !isExpired(log.oldest(), nowMillis)) {
            evictions++;
        }
        dropOldest();
    }

    private void dropOldest() {
        int oldest = log.oldest();
        if (!log.isWiped(oldest)) {
            int place = home(log.hash(oldest, hash));
            while (addresses[place] != oldest) {
                place = after(place);
            }
            close(place);
            size--;
        }
        log.dropOldest();
        entries--;
    }

    /** Forgets the session whose address stands in a place. */
    private void forget(int place) {
        int entry = addresses[place];
        close(place);
        log.wipe(entry);
        size--;
    }

    /** The place of the ID, or the empty one where it would be. */
    private int find(byte[] id, long idHash) {
        int place = home(idHash);
        while (addresses[place] != EMPTY && !log.hasId(addresses[place], id)) {
            place = after(place);
        }
        return place;
    }

    /** Empties a place; those behind it move up as far as their home allows. */
    private void close(int place) {
        int hole = place;
        for (int next = after(hole); addresses[next] != EMPTY; next = after(next)) {
            int home = home(log.hash(addresses[next], hash));
            if (distance(home, next) >= distance(hole, next)) {
                addresses[hole] = addresses[next];
                hole = next;
            }
        }
        addresses[hole] = EMPTY;
    }

    private int home(long idHash) {
        return (int) ((idHash & 0xffffffffL) * addresses.length >>> 32);
    }

    private int after(int place) {
        return place + 1 == addresses.length ? 0 : place + 1;
    }

    private int distance(int from, int to) {
        return to >= from ? to - from : to - from + addresses.length;
    }
}
