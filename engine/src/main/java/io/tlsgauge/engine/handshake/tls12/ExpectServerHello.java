package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The client's first state: the ClientHello went out, and the server says what it chose. */
public final class ExpectServerHello extends ClientState {
    private static final Set<HandshakeType> AWAITED = Set.of(HandshakeType.SERVER_HELLO);
    private static final byte[] NONE = {};
    private static final byte[] NULL_COMPRESSION = {0};

    private final ClientConfig config;
    private final HandshakeChannel channel;
    private final String host;
    private final Optional<Session> offered;
    private final Optional<FinishedHandshake> previous;
    private final ClientHello hello;

    private ExpectServerHello(
            ClientConfig config,
            HandshakeChannel channel,
            String host,
            Optional<Session> offered,
            Optional<FinishedHandshake> previous,
            ClientHello hello) {
        super(AWAITED);
        this.config = config;
        this.channel = channel;
        this.host = host;
        this.offered = offered;
        this.previous = previous;
        this.hello = hello;
    }

    /**
     * Sends the ClientHello of a new connection.
     *
     * @param resume the session that is offered, where its name, suite and ways of resumption allow, and where it has
     *     the extended master secret (RFC 7627 §5.3)
     */
    public static ExpectServerHello start(
            ClientConfig config, HandshakeChannel channel, String host, Optional<Session> resume) {
        return start(config, channel, host, resume, Optional.empty());
    }

    /** Sends a ClientHello that renegotiates {@code previous}. */
    static ExpectServerHello start(
            ClientConfig config,
            HandshakeChannel channel,
            String host,
            Optional<Session> resume,
            Optional<FinishedHandshake> previous) {
        Optional<String> serverName = serverName(host);
        Optional<Session> offered = resume.filter(session -> session.protocolVersion() == ProtocolVersion.TLS_1_2
                && session.extendedMasterSecret()
                && config.cipherSuites().contains(session.cipherSuite())
                && session.serverName().equals(serverName)
                && session.maxFragmentLength().equals(config.maxFragmentLength())
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
                config.cipherSuiteCodes(),
                NULL_COMPRESSION,
                config.constantExtensions().toBuilder()
                        .renegotiatedConnection(Optional.of(previous.map(FinishedHandshake::clientVerifyData)
                                .orElse(NONE)))
                        .serverName(serverName)
                        .sessionTicket(config.requestTickets() ? Optional.of(ticket) : Optional.empty())
                        .build());
        channel.beginHandshake();
        channel.send(hello);
        return new ExpectServerHello(config, channel, host, offered, previous, hello);
    }

    /** The server does not renegotiate: the connection goes on as it was (RFC 5246 §7.2.2). */
    @Override
    public HandshakeState handleNoRenegotiation() throws TlsException {
        if (previous.isEmpty()) {
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE, "the server refuses a renegotiation that nobody asked for");
        }
        return new ExpectApplicationData(
                channel, previous.get(), new ClientRenegotiation(config, channel, host), config.maxRenegotiations());
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
        requireBinding(serverHello.extensions());
        requireEncryptThenMacKept(suite, serverHello.extensions());
        channel.useVersion(ProtocolVersion.TLS_1_2);
        Optional<MaxFragmentLength> limit = serverHello.extensions().maxFragmentLength();
        if (limit.isPresent()) {
            channel.limitSentFragments(limit.get().bytes());
        }
        channel.transcript()
                .start(
                        config.crypto().prf(),
                        suite.prfHash(),
                        config.identities().isPresent());
        channel.transcript().add(received);
        boolean resumed = offered.isPresent()
                && serverHello.sessionId().length > 0
                && Arrays.equals(serverHello.sessionId(), hello.sessionId());
        Negotiation<ClientConfig> negotiation = new Negotiation<>(
                config,
                channel,
                new ClientRenegotiation(config, channel, host),
                previous,
                hello,
                serverHello,
                suite,
                resumed ? offeredKind() : HandshakeKind.FULL);
        return resumed ? resume(negotiation, offered.get()) : new ExpectCertificate(negotiation, host);
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
                || extensions.statusRequest() && !asked.statusRequest()
                || extensions.ecPointFormats() && !asked.ecPointFormats()
                || extensions.encryptThenMac() && !asked.encryptThenMac()
                || extensions.maxFragmentLength().isPresent()
                        && asked.maxFragmentLength().isEmpty()
                || extensions.sessionTicket() && asked.sessionTicket().isEmpty()) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_EXTENSION,
                    "ServerHello has an extension that was not asked for; of those not known here, "
                            + extensions.unknownTypes());
        }
        Optional<String> protocol = extensions.applicationProtocol();
        if (protocol.isPresent() && !asked.applicationProtocols().contains(protocol.get())) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "ServerHello chooses an application protocol that was not offered");
        }
        if (extensions.maxFragmentLength().isPresent()
                && !extensions.maxFragmentLength().equals(asked.maxFragmentLength())) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "ServerHello limits fragments to another length than was asked for (RFC 6066 §4)");
        }
    }

    /** That a renegotiation goes on from the handshake before it, and a first one from none (RFC 5746 §3.4, §3.5). */
    private void requireBinding(ServerHelloExtensions extensions) throws TlsException {
        byte[] expected = previous.map(FinishedHandshake::bothVerifyData).orElse(NONE);
        Optional<byte[]> binding = extensions.renegotiatedConnection();
        if (binding.isEmpty()
                || binding.get().length != expected.length
                || !ConstantTime.equal(binding.get(), 0, expected, 0, expected.length)) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    previous.isPresent()
                            ? "ServerHello is not bound to the handshake before it (RFC 5746 §3.5)"
                            : "ServerHello does not confirm secure renegotiation (RFC 5746 §3.4)");
        }
    }

    private void requireEncryptThenMacKept(CipherSuite suite, ServerHelloExtensions extensions) throws TlsException {
        boolean cbc = suite.protection() == CipherSuite.Protection.AES_CBC;
        boolean givenUp = cbc
                && !extensions.encryptThenMac()
                && previous.map(FinishedHandshake::summary)
                        .filter(HandshakeSummary::encryptThenMac)
                        .isPresent();
        if (givenUp || extensions.encryptThenMac() && !cbc) {
            throw new TlsException(
                    givenUp ? AlertDescription.HANDSHAKE_FAILURE : AlertDescription.ILLEGAL_PARAMETER,
                    givenUp
                            ? "ServerHello gives encrypt-then-MAC up again (RFC 7366 §3.1)"
                            : "ServerHello has encrypt-then-MAC for " + suite
                                    + ", which is no CBC suite (RFC 7366 §3)");
        }
    }

    private HandshakeKind offeredKind() {
        return hello.extensions().offersTicket() ? HandshakeKind.TICKET : HandshakeKind.SESSION_ID;
    }

    private static HandshakeState resume(Negotiation<ClientConfig> negotiation, Session session) throws TlsException {
        if (negotiation.cipherSuite() != session.cipherSuite()) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "ServerHello resumes a session of " + session.cipherSuite() + " with " + negotiation.cipherSuite());
        }
        if (negotiation.serverHello().extensions().extendedMasterSecret() != session.extendedMasterSecret()) {
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
        return isAddress(name) ? Optional.empty() : Optional.of(name.toLowerCase(Locale.ROOT));
    }

    /** Of IPv6 where there is a colon, of IPv4 where there is nothing but digits and dots. */
    private static boolean isAddress(String name) {
        boolean named = false;
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character == ':') {
                return true;
            }
            named |= character != '.' && (character < '0' || character > '9');
        }
        return !named;
    }

    private static byte[] random(ClientConfig config) {
        byte[] random = new byte[ClientHello.RANDOM_LENGTH];
        config.random().nextBytes(random);
        return random;
    }
}
