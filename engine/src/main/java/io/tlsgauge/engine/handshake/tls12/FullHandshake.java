package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.KeyAgreementProvider.EphemeralKey;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.wire.CertificateRequest;
import io.tlsgauge.engine.wire.CertificateStatus;
import io.tlsgauge.engine.wire.ServerHelloDone;
import io.tlsgauge.engine.wire.ServerKeyExchange;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/** The server's first flight of a full handshake, from ServerHello to ServerHelloDone (RFC 5246 §7.3). */
final class FullHandshake {
    private static final byte[] CERTIFICATE_TYPES = {CertificateRequest.ECDSA_SIGN, CertificateRequest.RSA_SIGN};

    private final Negotiation<ServerConfig> negotiation;
    private final ServerChoice choice;
    private final Optional<byte[]> ocspResponse;

    FullHandshake(Negotiation<ServerConfig> negotiation, ServerChoice choice, Optional<byte[]> ocspResponse) {
        this.negotiation = negotiation;
        this.choice = choice;
        this.ocspResponse = ocspResponse;
    }

    /** Sends the flight, after its signature was made where it has one. */
    HandshakeState start() throws TlsException {
        return choice.namedGroup().isPresent()
                ? Deferred.of(
                        "ExpectClientHello",
                        () -> ephemeral(
                                choice.namedGroup().get(),
                                choice.signatureScheme().orElseThrow()),
                        this::sendEphemeral)
                : send(Optional.empty(), new RsaPremasterSecret(negotiation, choice.identity()));
    }

    private record Ephemeral(EphemeralKey key, ServerKeyExchange message) {}

    private Ephemeral ephemeral(NamedGroup group, SignatureScheme scheme) {
        ServerConfig config = negotiation.config();
        EphemeralKey key = config.crypto().agreement().newEphemeralKey(group, config.random());
        byte[] parameters = ServerKeyExchange.parameters(group.code(), key.publicKey());
        byte[] signature =
                choice.identity().signingKey(scheme).orElseThrow().sign(negotiation.signedParameters(parameters));
        return new Ephemeral(key, new ServerKeyExchange(group.code(), key.publicKey(), scheme.code(), signature));
    }

    private HandshakeState sendEphemeral(Ephemeral ephemeral) {
        negotiation.noteKeyExchange(
                choice.namedGroup().orElseThrow(), choice.signatureScheme().orElseThrow());
        return send(Optional.of(ephemeral.message()), message -> {
            byte[] publicKey = message.publicKey();
            return () -> ephemeral.key().agree(publicKey);
        });
    }

    private HandshakeState send(Optional<ServerKeyExchange> serverKeyExchange, PremasterSecretSource premasterSecret) {
        HandshakeChannel channel = negotiation.channel();
        ExpectClientHello.sendServerHello(negotiation);
        channel.sendEncoded(choice.identity().certificateMessage());
        ocspResponse.ifPresent(response -> channel.send(new CertificateStatus(response)));
        serverKeyExchange.ifPresent(channel::send);
        if (asksForCertificate()) {
            channel.send(certificateRequest());
        }
        channel.send(new ServerHelloDone());
        ExpectClientKeyExchange next = new ExpectClientKeyExchange(negotiation, choice.identity(), premasterSecret);
        return asksForCertificate() ? new ExpectClientCertificate(negotiation, next) : next;
    }

    private boolean asksForCertificate() {
        return negotiation.config().clientAuthentication() != ClientAuthentication.NONE;
    }

    private CertificateRequest certificateRequest() {
        ServerConfig config = negotiation.config();
        return new CertificateRequest(
                CERTIFICATE_TYPES,
                config.signatureSchemes().stream()
                        .mapToInt(SignatureScheme::code)
                        .toArray(),
                config.clientAuthorities().stream()
                        .map(X500Principal::getEncoded)
                        .toList());
    }
}
