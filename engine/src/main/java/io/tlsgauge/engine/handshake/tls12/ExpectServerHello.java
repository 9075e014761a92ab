package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The client's first state: the ClientHello went out, and the server says what it chose. */
public final class ExpectServerHello extends ClientState {
    private static final byte[] NONE = {};
    private static final byte[] NULL_COMPRESSION = {0};
    private static final int[] NO_VERSIONS = {};
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]*|.*:.*");

    /** What the signatures of a chain may be: RSA with SHA-256 to SHA-512, PKCS #1 and PSS, and ECDSA. */
    private static final int[] SIGNATURE_ALGORITHMS = {
        0x0401, 0x0501, 0x0601, 0x0804, 0x0805, 0x0806, 0x0403, 0x0503, 0x0603
    };

    private final ClientConfig config;
    private final HandshakeChannel channel;
    private final String host;
    private final Optional<Session> offered;
    private final ClientHello hello;

    private ExpectServerHello(
            ClientConfig config, HandshakeChannel channel, String host, Optional<Session> offered, ClientHello hello) {
        super(HandshakeType.SERVER_HELLO);
        this.config = config;
        this.channel = channel;
        this.host = host;
        this.offered = offered;
        this.hello = hello;
    }

    /**
     * Sends the ClientHello.
     *
     * @param resume the session that is offered, where its name, suite and ways of resumption allow
     */
    public static ExpectServerHello start(
            ClientConfig config, HandshakeChannel channel, String host, Optional<Session> resume) {
        Optional<String> serverName = serverName(host);
        Optional<Session> offered = resume.filter(session -> session.protocolVersion() == ProtocolVersion.TLS_1_2
                && config.cipherSuites().contains(session.cipherSuite())
                && session.serverName().equals(serverName)
                && (session.id().length > 0 || config.requestTickets() && session.ticket().length > 0));
        byte[] ticket = config.requestTickets() ? offered.map(Session::ticket).orElse(NONE) : NONE;
        byte[] id = offered.map(Session::id).orElse(NONE);
        if (id.length == 0 && ticket.length > 0) {
            // An ID of its own lets the client see that the ticket was taken (RFC 5077 §3.4).
            id = random(config);
        }
        ClientHello hello = new ClientHello(
                ProtocolVersion.TLS_1_2,
                random(config),
                id,
                config.cipherSuites().stream().mapToInt(CipherSuite::code).toArray(),
                NULL_COMPRESSION,
                new ClientHelloExtensions(
                        serverName,
                        SIGNATURE_ALGORITHMS,
                        config.applicationProtocols(),
                        true,
                        config.requestTickets() ? Optional.of(ticket) : Optional.empty(),
                        Optional.of(NONE),
                        NO_VERSIONS));
        channel.send(hello);
        return new ExpectServerHello(config, channel, host, offered, hello);
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) throws TlsException {
        ServerHello serverHello = (ServerHello) received.message();
        if (serverHello.version() != ProtocolVersion.TLS_1_2) {
            throw new TlsException(
                    AlertDescription.PROTOCOL_VERSION,
                    "ServerHello chooses " + ProtocolVersion.name(serverHello.version()) + ", not TLS 1.2");
        }
        CipherSuite suite = chosenSuite(serverHello);
        requireOffered(serverHello.extensions());
        channel.useVersion(ProtocolVersion.TLS_1_2);
        channel.transcript().start(suite.prfHash());
        channel.transcript().add(received);
        boolean resumed = offered.isPresent()
                && serverHello.sessionId().length > 0
                && Arrays.equals(serverHello.sessionId(), hello.sessionId());
        ClientNegotiation negotiation = new ClientNegotiation(
                config, channel, host, hello, serverHello, suite, resumed ? offeredKind() : HandshakeKind.FULL);
        return resumed ? resume(negotiation, offered.get()) : new ExpectCertificate(negotiation);
    }

    private CipherSuite chosenSuite(ServerHello serverHello) throws TlsException {
        Optional<CipherSuite> suite =
                CipherSuite.ofCode(serverHello.cipherSuite()).filter(config.cipherSuites()::contains);
        if (suite.isEmpty() || serverHello.compressionMethod() != 0) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    String.format(
                            "ServerHello chooses cipher suite 0x%04x and compression method %d, which were not"
                                    + " both offered",
                            serverHello.cipherSuite(), serverHello.compressionMethod()));
        }
        return suite.get();
    }

    private void requireOffered(ServerHelloExtensions extensions) throws TlsException {
        ClientHelloExtensions asked = hello.extensions();
        if (!extensions.unknownTypes().isEmpty()
                || extensions.serverName() && asked.serverName().isEmpty()
                || extensions.sessionTicket() && asked.sessionTicket().isEmpty()) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_EXTENSION,
                    "ServerHello has an extension that was not asked for: " + extensions);
        }
        Optional<String> protocol = extensions.applicationProtocol();
        if (protocol.isPresent() && !asked.applicationProtocols().contains(protocol.get())) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "ServerHello chooses an application protocol that was not offered");
        }
        if (extensions.renegotiatedConnection().filter(info -> info.length == 0).isEmpty()) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    "ServerHello does not confirm secure renegotiation (RFC 5746 §3.4)");
        }
    }

    private HandshakeKind offeredKind() {
        return hello.extensions()
                        .sessionTicket()
                        .filter(ticket -> ticket.length > 0)
                        .isPresent()
                ? HandshakeKind.TICKET
                : HandshakeKind.SESSION_ID;
    }

    private static HandshakeState resume(ClientNegotiation negotiation, Session session) throws TlsException {
        if (negotiation.cipherSuite() != session.cipherSuite()) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "ServerHello resumes a session of " + session.cipherSuite() + " with " + negotiation.cipherSuite());
        }
        if (negotiation.extendedMasterSecret() != session.extendedMasterSecret()) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    "ServerHello resumes a session but changes its extended master secret (RFC 7627 §5.3)");
        }
        KeySchedule.Keys keys = negotiation.keys(session);
        return negotiation.ticketFollows()
                ? new ExpectNewSessionTicket(negotiation, session, keys)
                : new ExpectServerChangeCipherSpec(negotiation, session, keys);
    }

    /** A host's name as the extension takes it: addresses are left out (RFC 6066 §3). */
    private static Optional<String> serverName(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return ADDRESS.matcher(name).matches() ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
    }

    private static byte[] random(ClientConfig config) {
        byte[] random = new byte[ClientHello.RANDOM_LENGTH];
        config.random().nextBytes(random);
        return random;
    }
}
