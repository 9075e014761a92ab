package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.TicketKeyring;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.NewSessionTicket;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloDone;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import java.util.List;
import java.util.Optional;

/** The server's first state: a ClientHello leads to a full handshake or to a resumption. */
public final class ExpectClientHello implements HandshakeState {
    private static final byte[] NO_SESSION_ID = {};
    private static final byte[] INITIAL_HANDSHAKE = {};

    private final ServerConfig config;
    private final HandshakeChannel channel;

    /** A new connection's state. */
    public ExpectClientHello(ServerConfig config, HandshakeChannel channel) {
        this.config = config;
        this.channel = channel;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CLIENT_HELLO;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        ClientHello hello = (ClientHello) received.message();
        channel.transcript().add(received);
        requireAcceptable(hello);
        channel.useVersion(ProtocolVersion.TLS_1_2);
        Optional<String> applicationProtocol = chooseApplicationProtocol(hello.extensions());
        Optional<Resumption> resumption = findSession(hello);
        return resumption.isPresent()
                ? resume(hello, applicationProtocol, resumption.get())
                : startFull(hello, applicationProtocol);
    }

    private static void requireAcceptable(ClientHello hello) throws TlsException {
        if (hello.version() < ProtocolVersion.TLS_1_2 || !hello.extensions().allowsVersion(ProtocolVersion.TLS_1_2)) {
            throw new TlsException(
                    AlertDescription.PROTOCOL_VERSION,
                    "ClientHello offers "
                            + (hello.version() < ProtocolVersion.TLS_1_2
                                    ? ProtocolVersion.name(hello.version()) + " at the most"
                                    : "other versions")
                            + ", not TLS 1.2");
        }
        if (!hello.offersNullCompression()) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER, "ClientHello does not offer the null compression method");
        }
        Optional<byte[]> renegotiated = hello.extensions().renegotiatedConnection();
        if (renegotiated.isPresent() && renegotiated.get().length > 0) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    "ClientHello names a connection to renegotiate, but this is the first handshake");
        }
    }

    private Optional<String> chooseApplicationProtocol(ClientHelloExtensions extensions) throws TlsException {
        List<String> offered = extensions.applicationProtocols();
        if (offered.isEmpty() || config.applicationProtocols().isEmpty()) {
            return Optional.empty();
        }
        for (String wanted : config.applicationProtocols()) {
            if (offered.contains(wanted)) {
                return Optional.of(wanted);
            }
        }
        throw new TlsException(
                AlertDescription.NO_APPLICATION_PROTOCOL,
                "ClientHello offers none of the application protocols " + config.applicationProtocols());
    }

    private record Resumption(HandshakeKind kind, Session session, boolean renewTicket) {}

    /** A ticket that is offered hides the session ID (RFC 5077 §3.4), even one that can't be opened. */
    private Optional<Resumption> findSession(ClientHello hello) throws TlsException {
        long now = config.clock().millis();
        Optional<byte[]> ticket = hello.extensions().sessionTicket().filter(bytes -> bytes.length > 0);
        Optional<Resumption> found =
                ticket.isPresent() && config.ticketKeyring().isPresent()
                        ? config.ticketKeyring()
                                .get()
                                .open(ticket.get(), now)
                                .map(opened -> new Resumption(HandshakeKind.TICKET, opened.session(), opened.renew()))
                        : config.sessionCache()
                                .filter(cache -> hello.sessionId().length > 0)
                                .flatMap(cache -> cache.get(hello.sessionId(), now))
                                .map(session -> new Resumption(HandshakeKind.SESSION_ID, session, false));
        return found.isPresent() && fits(found.get().session(), hello) ? found : Optional.empty();
    }

    private boolean fits(Session session, ClientHello hello) throws TlsException {
        boolean same = session.protocolVersion() == ProtocolVersion.TLS_1_2
                && hello.offers(session.cipherSuite().code())
                && config.cipherSuites().contains(session.cipherSuite())
                && session.serverName().equals(hello.extensions().serverName());
        if (same && session.extendedMasterSecret() && !hello.extensions().extendedMasterSecret()) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    "ClientHello resumes a session with the extended master secret without offering it"
                            + " (RFC 7627 §5.3)");
        }
        return same && session.extendedMasterSecret() == hello.extensions().extendedMasterSecret();
    }

    private HandshakeState startFull(ClientHello hello, Optional<String> applicationProtocol) throws TlsException {
        CipherSuite suite = chooseSuite(hello);
        channel.transcript().start(suite.prfHash());
        boolean issuesTicket = config.ticketKeyring().isPresent()
                && hello.extensions().sessionTicket().isPresent();
        byte[] sessionId = issuesTicket || config.sessionCache().isEmpty()
                ? NO_SESSION_ID
                : random(ClientHello.MAX_SESSION_ID_LENGTH);
        ServerNegotiation negotiation = new ServerNegotiation(
                config,
                channel,
                hello,
                random(ClientHello.RANDOM_LENGTH),
                suite,
                sessionId,
                applicationProtocol,
                issuesTicket);
        sendServerHello(
                negotiation,
                hello.extensions().extendedMasterSecret(),
                hello.extensions().serverName().isPresent());
        channel.sendEncoded(config.identity().certificateMessage());
        channel.send(new ServerHelloDone());
        return new ExpectClientKeyExchange(negotiation);
    }

    private CipherSuite chooseSuite(ClientHello hello) throws TlsException {
        for (CipherSuite suite : config.cipherSuites()) {
            if (hello.offers(suite.code())) {
                return suite;
            }
        }
        throw new TlsException(
                AlertDescription.HANDSHAKE_FAILURE,
                "ClientHello offers none of the cipher suites " + config.cipherSuites());
    }

    private HandshakeState resume(ClientHello hello, Optional<String> applicationProtocol, Resumption resumption)
            throws TlsException {
        Session session = resumption.session();
        channel.transcript().start(session.cipherSuite().prfHash());
        ServerNegotiation negotiation = new ServerNegotiation(
                config,
                channel,
                hello,
                random(ClientHello.RANDOM_LENGTH),
                session.cipherSuite(),
                hello.sessionId(),
                applicationProtocol,
                resumption.renewTicket());
        sendServerHello(negotiation, session.extendedMasterSecret(), false);
        if (resumption.renewTicket()) {
            sendTicket(negotiation, session);
        }
        KeySchedule.Keys keys = KeySchedule.serverKeys(
                config, session.cipherSuite(), session.prfSecret(), hello.random(), negotiation.serverRandom());
        channel.changeCipherSpec(keys.sealer());
        sendFinished(negotiation, session);
        return new ExpectClientChangeCipherSpec(negotiation, resumption.kind(), session, keys);
    }

    private void sendServerHello(ServerNegotiation negotiation, boolean extendedMasterSecret, boolean namesServer) {
        ClientHello hello = negotiation.clientHello();
        boolean secureRenegotiation =
                hello.extensions().renegotiatedConnection().isPresent()
                        || hello.offers(ClientHello.EMPTY_RENEGOTIATION_INFO_SCSV);
        channel.send(new ServerHello(
                ProtocolVersion.TLS_1_2,
                negotiation.serverRandom(),
                negotiation.sessionId(),
                negotiation.cipherSuite().code(),
                0,
                new ServerHelloExtensions(
                        namesServer,
                        negotiation.applicationProtocol(),
                        extendedMasterSecret,
                        negotiation.issuesTicket(),
                        secureRenegotiation ? Optional.of(INITIAL_HANDSHAKE) : Optional.empty(),
                        List.of())));
    }

    /** Seals the session into a ticket (RFC 5077 §3.3). */
    static void sendTicket(ServerNegotiation negotiation, Session session) {
        TicketKeyring keyring = negotiation.config().ticketKeyring().orElseThrow();
        byte[] ticket = keyring.seal(session, negotiation.config().clock().millis());
        negotiation.channel().send(new NewSessionTicket(keyring.lifetimeSeconds(), ticket));
    }

    static void sendFinished(ServerNegotiation negotiation, Session session) {
        HandshakeChannel channel = negotiation.channel();
        channel.send(new Finished(KeySchedule.verifyData(
                session.prfSecret(),
                PrfLabel.SERVER_FINISHED,
                channel.transcript().hash())));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        config.random().nextBytes(bytes);
        return bytes;
    }
}
