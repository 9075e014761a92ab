package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.SessionCache;
import io.tlsgauge.engine.session.TicketKeyring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server's sessions by ID, and the keys of its tickets. */
final class ServerSessions extends EngineSessions implements SessionCache {
    private static final Duration TICKET_KEY_ROTATION = Duration.ofHours(1);
    private static final Duration LONGEST_TICKET_LIFETIME = Duration.ofDays(7);

    private final Crypto crypto;
    private final SessionTable<SessionId> sessions = new SessionTable<>(this);
    private volatile TicketKeyring keyring;

    ServerSessions(Crypto crypto) {
        this.crypto = crypto;
        this.keyring = newKeyring();
    }

    /** Tickets live as long as sessions; a change of the timeout ends those that are out. */
    TicketKeyring ticketKeyring() {
        return keyring;
    }

    /** Keeps the session of a connection that is done, in place of what {@link #put} kept while it was not. */
    void keep(EngineSession session) {
        byte[] id = session.getId();
        if (id.length > 0) {
            sessions.put(new SessionId(id), session, System.currentTimeMillis());
        }
    }

    /** The session with this ID as callers know it, with the values they bound to it. */
    Optional<EngineSession> find(byte[] id) {
        return sessions.get(new SessionId(id), System.currentTimeMillis());
    }

    @Override
    public Optional<Session> get(byte[] id, long nowMillis) {
        return sessions.get(new SessionId(id), nowMillis)
                .filter(EngineSession::isValid)
                .flatMap(EngineSession::session);
    }

    /** Nothing: the engine keeps the session, once the caller can see it. */
    @Override
    public void put(Session session, long nowMillis) {}

    @Override
    public void remove(byte[] id) {
        sessions.remove(new SessionId(id));
    }

    @Override
    void forget(EngineSession session) {
        sessions.remove(session);
    }

    @Override
    void trim() {
        sessions.trim(System.currentTimeMillis());
        keyring = newKeyring();
    }

    @Override
    List<EngineSession> all() {
        return sessions.all(System.currentTimeMillis());
    }

    private TicketKeyring newKeyring() {
        Duration lifetime = Duration.ofMillis(Math.min(lifetimeMillis(), LONGEST_TICKET_LIFETIME.toMillis()));
        return RotatingTicketKeyring.generated(crypto, new FastKeyErasureRandom(), TICKET_KEY_ROTATION, lifetime);
    }
}
