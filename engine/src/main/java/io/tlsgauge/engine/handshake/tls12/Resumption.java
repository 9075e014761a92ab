package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RemoteSessionCache;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A session that a client offers and the server still has.
 *
 * @param renewTicket whether the client should get a new ticket, since its own is under an older key
 */
record Resumption(HandshakeKind kind, Session session, boolean renewTicket) {
    /**
     * The session, or empty where there is none that fits, so that a full handshake follows.
     *
     * <p>A ticket that is offered hides the session ID (RFC 5077 §3.4), even one that can't be opened.
     *
     * @throws TlsException with {@code handshake_failure} where RFC 7627 §5.3 forbids to go on
     */
    static Optional<Resumption> find(ServerConfig config, ClientHello hello) throws TlsException {
        long now = config.clock().millis();
        Optional<Resumption> found = byTicket(config, hello)
                ? config.ticketKeyring()
                        .get()
                        .open(hello.extensions().sessionTicket().get(), now)
                        .map(opened -> new Resumption(HandshakeKind.TICKET, opened.session(), opened.renew()))
                : config.sessionCache()
                        .filter(cache -> hello.sessionId().length > 0)
                        .flatMap(cache -> cache.get(hello.sessionId(), now))
                        .map(session -> new Resumption(HandshakeKind.SESSION_ID, session, false));
        return fitting(found, config, hello);
    }

    /** The look-up of a session that is offered by its ID and kept elsewhere, or empty where it is not. */
    static Optional<CompletableFuture<Optional<Session>>> lookUp(ServerConfig config, ClientHello hello) {
        return !byTicket(config, hello)
                        && hello.sessionId().length > 0
                        && config.sessionCache().isPresent()
                        && config.sessionCache().get() instanceof RemoteSessionCache remote
                ? Optional.of(remote.lookUp(hello.sessionId(), config.clock().millis()))
                : Optional.empty();
    }

    /** What a {@link #lookUp} has found, as {@link #find} gives it. */
    static Optional<Resumption> of(Optional<Session> found, ServerConfig config, ClientHello hello)
            throws TlsException {
        return fitting(found.map(session -> new Resumption(HandshakeKind.SESSION_ID, session, false)), config, hello);
    }

    private static boolean byTicket(ServerConfig config, ClientHello hello) {
        return hello.extensions().offersTicket() && config.ticketKeyring().isPresent();
    }

    private static Optional<Resumption> fitting(Optional<Resumption> found, ServerConfig config, ClientHello hello)
            throws TlsException {
        return found.isPresent() && found.get().fits(config, hello) ? found : Optional.empty();
    }

    private boolean fits(ServerConfig config, ClientHello hello) throws TlsException {
        ClientHelloExtensions extensions = hello.extensions();
        boolean authenticated = config.clientAuthentication() != ClientAuthentication.NEEDED
                || !session.peerCertificates().isEmpty();
        boolean same = session.protocolVersion() == ProtocolVersion.TLS_1_2
                && hello.offers(session.cipherSuite().code())
                && config.cipherSuites().contains(session.cipherSuite())
                && session.serverName().equals(extensions.serverName())
                && session.maxFragmentLength().equals(extensions.maxFragmentLength())
                && authenticated;
        if (same && !extensions.extendedMasterSecret()) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    "ClientHello resumes a session without offering the extended master secret (RFC 7627 §5.3)");
        }
        return same && session.extendedMasterSecret();
    }
}
