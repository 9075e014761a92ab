package io.tlsgauge.engine.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A cache whose answers come from elsewhere, such as one that servers share: a handshake waits for its own, and holds
 * nobody else up meanwhile.
 */
public interface RemoteSessionCache extends SessionCache {
    /**
     * Asks for the session with this ID.
     *
     * @return completes within a time that the cache bounds, and never with a failure: empty where the session is gone
     *     or expired, or the cache can't be had
     */
    CompletableFuture<Optional<Session>> lookUp(byte[] id, long nowMillis);

    /** The session with this ID; waits for the answer. */
    @Override
    default Optional<Session> get(byte[] id, long nowMillis) {
        return lookUp(id, nowMillis).join();
    }
}
