package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.KeyUse;
import io.tlsgauge.engine.certificate.PresentedChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.CertificateRequest;
import io.tlsgauge.engine.wire.CertificateVerify;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.X509Chain;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The server's flight ends; its chain is verified, and the client answers with its own flight. */
final class ExpectServerHelloDone extends ClientState {
    private static final Set<HandshakeType> AWAITED =
            Set.of(HandshakeType.CERTIFICATE_REQUEST, HandshakeType.SERVER_HELLO_DONE);

    private final Negotiation<ClientConfig> negotiation;
    private final String host;
    private final ServerFlight flight;

    ExpectServerHelloDone(Negotiation<ClientConfig> negotiation, String host, ServerFlight flight) {
        super(AWAITED);
        this.negotiation = negotiation;
        this.host = host;
        this.flight = flight;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) throws TlsException {
        negotiation.channel().transcript().add(received);
        if (received.message() instanceof CertificateRequest request) {
            if (flight.certificateRequest().isPresent()) {
                throw new TlsException(AlertDescription.UNEXPECTED_MESSAGE, "a second CertificateRequest comes");
            }
            flight.certificateRequest(request);
            return this;
        }
        return Deferred.of(name(), this::verifyAndShare, this::answer);
    }

    private record Verified(List<X509Certificate> chain, ClientKeyShare keyShare) {}

    private Verified verifyAndShare() throws TlsException {
        ClientConfig config = negotiation.config();
        boolean ephemeral = negotiation.cipherSuite().keyExchange().isEphemeral();
        List<X509Certificate> chain = X509Chain.decode(flight.certificate().chain());
        requireSameServer(chain.get(0));
        config.verifier()
                .verify(
                        new PresentedChain(
                                chain,
                                ephemeral ? KeyUse.SERVER_SIGNATURE : KeyUse.SERVER_KEY_ENCIPHERMENT,
                                Optional.of(host),
                                flight.ocspResponse()),
                        config.clock().instant());
        ClientKeyShare keyShare = ephemeral
                ? ClientKeyShare.ephemeral(
                        negotiation, chain.get(0), flight.keyExchange().orElseThrow())
                : ClientKeyShare.encrypted(negotiation, chain.get(0));
        return new Verified(chain, keyShare);
    }

    /**
     * Without the extended master secret, two sessions with different servers can be made to look like one, and a
     * renegotiation can join them (the triple handshake attack, Bhargavan et al. 2014): the server must not change.
     */
    private void requireSameServer(X509Certificate leaf) throws TlsException {
        if (negotiation.previous().isEmpty()) {
            return;
        }
        Session before = negotiation.previous().get().summary().session();
        boolean bound = before.extendedMasterSecret()
                && negotiation.serverHello().extensions().extendedMasterSecret();
        if (!bound && !before.peerCertificates().get(0).equals(leaf)) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE,
                    "Certificate is another than in the handshake before, and no extended master secret binds the two");
        }
    }

    private HandshakeState answer(Verified verified) throws TlsException {
        HandshakeChannel channel = negotiation.channel();
        Optional<CertificateRequest> request = flight.certificateRequest();
        Optional<Signing> signing = request.flatMap(this::signing);
        if (request.isPresent()) {
            channel.sendEncoded(signing.map(found -> found.identity().certificateMessage())
                    .orElseGet(ExpectServerHelloDone::noCertificate));
        }
        channel.send(verified.keyShare().message());
        Session session = negotiation
                .newSession(verified.keyShare().premasterSecret(), negotiation.sessionHash())
                .peerCertificates(verified.chain())
                .localCertificates(
                        signing.map(found -> found.identity().chain()).orElse(List.of()))
                .build();
        if (signing.isEmpty()) {
            return finish(session);
        }
        byte[] messages = channel.transcript().messages();
        return Deferred.of(name(), () -> signing.get().sign(messages), certificateVerify -> {
            channel.send(certificateVerify);
            return finish(session);
        });
    }

    private record Signing(Identity identity, SignatureScheme scheme) {
        CertificateVerify sign(byte[] messages) {
            return new CertificateVerify(
                    scheme.code(), identity.signingKey(scheme).orElseThrow().sign(messages));
        }
    }

    /** The identity that fits, and how it signs; empty where the client has none that the server could verify. */
    private Optional<Signing> signing(CertificateRequest request) {
        ClientConfig config = negotiation.config();
        return config.identities()
                .flatMap(source -> source.identity(request))
                .flatMap(identity -> config.signatureSchemes().stream()
                        .filter(scheme ->
                                Arrays.stream(request.signatureAlgorithms()).anyMatch(code -> code == scheme.code()))
                        .filter(scheme -> identity.signingKey(scheme).isPresent())
                        .findFirst()
                        .map(scheme -> new Signing(identity, scheme)));
    }

    private static byte[] noCertificate() {
        return new CertificateMessage(List.of()).encoded();
    }

    private HandshakeState finish(Session session) {
        KeySchedule.Keys keys = negotiation.keys(session);
        negotiation.sendFinished(session, keys);
        return negotiation.ticketFollows()
                ? new ExpectNewSessionTicket(negotiation, session, keys)
                : new ExpectServerChangeCipherSpec(negotiation, session, keys);
    }
}
