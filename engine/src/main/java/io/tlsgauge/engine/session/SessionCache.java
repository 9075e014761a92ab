package io.tlsgauge.engine.session;

import java.util.Optional;

/**
 * Where a server keeps sessions for resumption by ID, which has 32 bytes as our servers issue it. Safe for use by several
 * threads. None of the methods fails for such an ID: a store that can't be had finds nothing, and full handshakes follow.
 * An ID of another length is found nowhere, and is not to be put.
 */
public interface SessionCache {
    /** The session with this ID, unless it is gone or expired. */
    Optional<Session> get(byte[] id, long nowMillis);

    /** Keeps a session under its ID; an older one gives way where the cache is full. */
    void put(Session session, long nowMillis);

    /** Forgets the session with this ID, if it is there. */
    void remove(byte[] id);
}
