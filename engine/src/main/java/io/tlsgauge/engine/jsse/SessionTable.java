package io.tlsgauge.engine.jsse;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions under keys of some kind, the oldest first; bounded as its context says.
 *
 * <p>The table knows the key of each session, so that one is forgotten without a search: every connection that a peer
 * makes fail has it done, and must cost no more in a full table than in an empty one.
 */
final class SessionTable<K> {
    /** So many for one that comes keep the table within its bounds, and no connection pays for all the others'. */
    private static final int DROPPED_AT_ONCE = 2;

    private final EngineSessions bounds;
    private final Map<K, EngineSession> sessions = new LinkedHashMap<>();
    private final Map<EngineSession, K> keys = new IdentityHashMap<>();

    SessionTable(EngineSessions bounds) {
        this.bounds = bounds;
    }

    synchronized Optional<EngineSession> get(K key, long nowMillis) {
        EngineSession session = sessions.get(key);
        if (session != null && isExpired(session, nowMillis)) {
            remove(key);
            return Optional.empty();
        }
        return Optional.ofNullable(session);
    }

    synchronized void put(K key, EngineSession session, long nowMillis) {
        remove(session);
        remove(key);
        sessions.put(key, session);
        keys.put(session, key);
        drop(nowMillis, DROPPED_AT_ONCE);
    }

    synchronized void remove(K key) {
        EngineSession removed = sessions.remove(key);
        if (removed != null) {
            keys.remove(removed);
        }
    }

    synchronized void remove(EngineSession session) {
        K key = keys.get(session);
        if (key != null) {
            remove(key);
        }
    }

    synchronized List<EngineSession> all(long nowMillis) {
        trim(nowMillis);
        return sessions.values().stream()
                .filter(session -> !isExpired(session, nowMillis))
                .toList();
    }

    synchronized void trim(long nowMillis) {
        drop(nowMillis, Integer.MAX_VALUE);
    }

    private void drop(long nowMillis, int most) {
        Iterator<EngineSession> oldest = sessions.values().iterator();
        for (int dropped = 0; dropped < most && oldest.hasNext(); dropped++) {
            EngineSession session = oldest.next();
            if (!isExpired(session, nowMillis) && sessions.size() <= bounds.capacity()) {
                return;
            }
            oldest.remove();
            keys.remove(session);
        }
    }

    private boolean isExpired(EngineSession session, long nowMillis) {
        return nowMillis - session.getCreationTime() >= bounds.lifetimeMillis();
    }
}
