package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.session.Session;
import java.util.List;
import java.util.Optional;

/** A client's sessions, by the server they were made with and the way its name was checked. */
final class ClientSessions extends EngineSessions {
    /**
     * What a session may be resumed for.
     *
     * @param host whom the caller means to reach
     * @param serverName whom the client asks for, who may be another
     * @param endpointIdentification how the server's name was checked, empty where it was not: a session of a server
     *     that nobody identified is none to be trusted by who does
     */
    record Peer(String host, int port, String serverName, String endpointIdentification) {
        /** Of what tells peers apart; a record's own, of all, costs as much as the rest of a look-up. */
        @Override
        public int hashCode() {
            return 31 * (31 * host.hashCode() + port) + serverName.hashCode();
        }
    }

    private final SessionTable<Peer> sessions = new SessionTable<>(this);

    /** The session to offer to a server. */
    Optional<EngineSession> find(Peer peer) {
        return sessions.get(peer, System.currentTimeMillis()).filter(EngineSession::isValid);
    }

    /** Keeps a session that can be resumed. */
    void keep(Peer peer, EngineSession session) {
        Optional<Session> made = session.session();
        if (made.isPresent() && (made.get().id().length > 0 || made.get().ticket().length > 0)) {
            sessions.put(peer, session, System.currentTimeMillis());
        }
    }

    @Override
    void forget(EngineSession session) {
        sessions.remove(session);
    }

    @Override
    void trim() {
        sessions.trim(System.currentTimeMillis());
    }

    @Override
    List<EngineSession> all() {
        return sessions.all(System.currentTimeMillis());
    }
}
