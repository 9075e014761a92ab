package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.TicketKeyring;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import io.tlsgauge.engine.wire.NewSessionTicket;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The server's first state: a ClientHello leads to a full handshake or to a resumption. */
public final class ExpectClientHello implements HandshakeState {
    private static final byte[] NO_BYTES = {};

    private final ServerConfig config;
    private final HandshakeChannel channel;
    private final Optional<FinishedHandshake> previous;
    private final boolean resume;

    /** A new connection's state. */
    public ExpectClientHello(ServerConfig config, HandshakeChannel channel) {
        this(config, channel, Optional.empty(), true);
    }

    /**
     * @param previous the handshake that is renegotiated
     * @param resume whether a session that is offered may be resumed
     */
    ExpectClientHello(
            ServerConfig config, HandshakeChannel channel, Optional<FinishedHandshake> previous, boolean resume) {
        this.config = config;
        this.channel = channel;
        this.previous = previous;
        this.resume = resume;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CLIENT_HELLO;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        ClientHello hello = (ClientHello) received.message();
        channel.beginHandshake();
        requireAcceptable(hello);
        requireBinding(hello);
        channel.useVersion(ProtocolVersion.TLS_1_2);
        Optional<String> applicationProtocol =
                hello.extensions().applicationProtocols().isEmpty()
                        ? Optional.empty()
                        : config.applicationProtocolSelector()
                                .select(hello.extensions().applicationProtocols());
        if (!resume) {
            return startFull(received, applicationProtocol);
        }
        Optional<CompletableFuture<Optional<Session>>> lookUp = Resumption.lookUp(config, hello);
        if (lookUp.isPresent() && lookUp.get().isDone()) {
            return goOn(
                    received, applicationProtocol, Resumption.of(lookUp.get().join(), config, hello));
        }
        if (lookUp.isPresent()) {
            ReceivedMessage kept = received.copy();
            return Deferred.of(
                    name(),
                    lookUp.get(),
                    found -> goOn(kept, applicationProtocol, Resumption.of(found, config, hello)));
        }
        return goOn(received, applicationProtocol, Resumption.find(config, hello));
    }

    private HandshakeState goOn(
            ReceivedMessage received, Optional<String> applicationProtocol, Optional<Resumption> resumption)
            throws TlsException {
        return resumption.isPresent()
                ? resume(received, applicationProtocol, resumption.get())
                : startFull(received, applicationProtocol);
    }

    private void requireAcceptable(ClientHello hello) throws TlsException {
        ClientHelloExtensions extensions = hello.extensions();
        if (hello.version() < ProtocolVersion.TLS_1_2 && hello.offers(ClientHello.FALLBACK_SCSV)) {
            throw new TlsException(
                    AlertDescription.INAPPROPRIATE_FALLBACK,
                    "ClientHello falls back to " + ProtocolVersion.name(hello.version()) + " from a higher version"
                            + " (RFC 7507 §3)");
        }
        if (hello.version() < ProtocolVersion.TLS_1_2 || !extensions.allowsVersion(ProtocolVersion.TLS_1_2)) {
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
        if (extensions
                .serverName()
                .filter(config.acceptedServerNames().negate())
                .isPresent()) {
            throw new TlsException(
                    AlertDescription.UNRECOGNIZED_NAME,
                    "ClientHello asks for the host " + extensions.serverName().get() + ", which is not served here");
        }
    }

    /** That a renegotiation goes on from the handshake before it, and a first one from none (RFC 5746 §3.6, §3.7). */
    private void requireBinding(ClientHello hello) throws TlsException {
        byte[] expected = previous.map(FinishedHandshake::clientVerifyData).orElse(NO_BYTES);
        Optional<byte[]> binding = hello.extensions().renegotiatedConnection();
        boolean right = binding.isPresent()
                ? binding.get().length == expected.length
                        && ConstantTime.equal(binding.get(), 0, expected, 0, expected.length)
                : previous.isEmpty();
        if (!right || previous.isPresent() && hello.offers(ClientHello.EMPTY_RENEGOTIATION_INFO_SCSV)) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    previous.isPresent()
                            ? "ClientHello renegotiates without being bound to the handshake before it (RFC 5746 §3.7)"
                            : "ClientHello names a connection to renegotiate, but this is the first handshake");
        }
    }

    private HandshakeState startFull(ReceivedMessage received, Optional<String> applicationProtocol)
            throws TlsException {
        ClientHello hello = (ClientHello) received.message();
        ServerChoice choice = ServerChoice.of(config, hello);
        // A session without the extended master secret may not be resumed (RFC 7627 §5.3): the client gets no hold of
        // it.
        boolean resumable = hello.extensions().extendedMasterSecret();
        boolean issuesTicket = resumable
                && config.ticketKeyring().isPresent()
                && hello.extensions().sessionTicket().isPresent();
        boolean hasId = resumable && !issuesTicket && config.sessionCache().isPresent();
        byte[] sessionId = hasId ? random(ClientHello.MAX_SESSION_ID_LENGTH) : NO_BYTES;
        Optional<byte[]> ocspResponse =
                hello.extensions().statusRequest() ? choice.identity().ocspResponse() : Optional.empty();
        ServerHelloExtensions extensions = extensions(hello, choice.cipherSuite(), applicationProtocol)
                .serverName(hello.extensions().serverName().isPresent())
                .extendedMasterSecret(hello.extensions().extendedMasterSecret())
                .maxFragmentLength(hello.extensions().maxFragmentLength())
                .ecPointFormats(choice.cipherSuite().keyExchange().isEphemeral()
                        && hello.extensions().ecPointFormats())
                .statusRequest(ocspResponse.isPresent())
                .sessionTicket(issuesTicket)
                .build();
        Negotiation<ServerConfig> negotiation =
                negotiation(hello, sessionId, choice.cipherSuite(), extensions, HandshakeKind.FULL);
        startTranscript(received, choice.cipherSuite(), config.clientAuthentication() != ClientAuthentication.NONE);
        return new FullHandshake(negotiation, choice, ocspResponse).start();
    }

    private HandshakeState resume(ReceivedMessage received, Optional<String> applicationProtocol, Resumption resumption)
            throws TlsException {
        ClientHello hello = (ClientHello) received.message();
        Session session = resumption.session();
        ServerHelloExtensions extensions = extensions(hello, session.cipherSuite(), applicationProtocol)
                .extendedMasterSecret(session.extendedMasterSecret())
                .maxFragmentLength(session.maxFragmentLength())
                .sessionTicket(resumption.renewTicket())
                .build();
        Negotiation<ServerConfig> negotiation =
                negotiation(hello, hello.sessionId(), session.cipherSuite(), extensions, resumption.kind());
        startTranscript(received, session.cipherSuite(), false);
        sendServerHello(negotiation);
        if (resumption.renewTicket()) {
            sendTicket(negotiation, session);
        }
        KeySchedule.Keys keys = negotiation.keys(session);
        negotiation.sendFinished(session, keys);
        return new ExpectClientChangeCipherSpec(negotiation, session, keys);
    }

    /** Only now is the hash known: until here the ClientHello stands where it was received, and needs no copy. */
    private void startTranscript(ReceivedMessage received, CipherSuite suite, boolean keepMessages) {
        channel.transcript().start(config.crypto().prf(), suite.prfHash(), keepMessages);
        channel.transcript().add(received);
    }

    /** What a ServerHello says in a full handshake and in a resumption alike. */
    private ServerHelloExtensions.Builder extensions(
            ClientHello hello, CipherSuite suite, Optional<String> applicationProtocol) throws TlsException {
        boolean encryptThenMac = suite.protection() == CipherSuite.Protection.AES_CBC
                && hello.extensions().encryptThenMac()
                && config.encryptThenMac();
        if (!encryptThenMac
                && suite.protection() == CipherSuite.Protection.AES_CBC
                && previous.map(FinishedHandshake::summary)
                        .filter(HandshakeSummary::encryptThenMac)
                        .isPresent()) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE, "ClientHello gives encrypt-then-MAC up again (RFC 7366 §3.1)");
        }
        boolean secureRenegotiation =
                hello.extensions().renegotiatedConnection().isPresent()
                        || hello.offers(ClientHello.EMPTY_RENEGOTIATION_INFO_SCSV);
        return ServerHelloExtensions.builder()
                .applicationProtocol(applicationProtocol)
                .encryptThenMac(encryptThenMac)
                .renegotiatedConnection(
                        secureRenegotiation
                                ? Optional.of(previous.map(FinishedHandshake::bothVerifyData)
                                        .orElse(NO_BYTES))
                                : Optional.empty());
    }

    private Negotiation<ServerConfig> negotiation(
            ClientHello hello,
            byte[] sessionId,
            CipherSuite suite,
            ServerHelloExtensions extensions,
            HandshakeKind kind) {
        ServerHello serverHello = new ServerHello(
                ProtocolVersion.TLS_1_2, random(ClientHello.RANDOM_LENGTH), sessionId, suite.code(), 0, extensions);
        return new Negotiation<>(
                config, channel, new ServerRenegotiation(config, channel), previous, hello, serverHello, suite, kind);
    }

    /** Sends the ServerHello; what follows is cut as it says. */
    static void sendServerHello(Negotiation<ServerConfig> negotiation) {
        HandshakeChannel channel = negotiation.channel();
        channel.send(negotiation.serverHello());
        Optional<MaxFragmentLength> limit =
                negotiation.serverHello().extensions().maxFragmentLength();
        if (limit.isPresent()) {
            channel.limitSentFragments(limit.get().bytes());
        }
    }

    /** Seals the session into a ticket (RFC 5077 §3.3). */
    static void sendTicket(Negotiation<ServerConfig> negotiation, Session session) {
        TicketKeyring keyring = negotiation.config().ticketKeyring().orElseThrow();
        byte[] ticket = keyring.seal(session, negotiation.config().clock().millis());
        negotiation.channel().send(new NewSessionTicket(keyring.lifetimeSeconds(), ticket));
    }

    private byte[] random(int length) {
        byte[] bytes = new byte[length];
        config.random().nextBytes(bytes);
        return bytes;
    }
}
