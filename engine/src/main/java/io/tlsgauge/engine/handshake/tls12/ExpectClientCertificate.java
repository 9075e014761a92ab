package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.KeyUse;
import io.tlsgauge.engine.certificate.PresentedChain;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.X509Chain;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The client's chain comes, or word that it has none (RFC 5246 §7.4.6). */
final class ExpectClientCertificate implements HandshakeState {
    private final Negotiation<ServerConfig> negotiation;
    private final ExpectClientKeyExchange next;

    ExpectClientCertificate(Negotiation<ServerConfig> negotiation, ExpectClientKeyExchange next) {
        this.negotiation = negotiation;
        this.next = next;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CERTIFICATE;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        List<byte[]> encoded = ((CertificateMessage) received.message()).chain();
        negotiation.channel().transcript().add(received);
        if (!encoded.isEmpty()) {
            return Deferred.of(name(), () -> verified(encoded), next::withClientChain);
        }
        if (negotiation.config().clientAuthentication() == ClientAuthentication.NEEDED) {
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE, "Certificate of the client is empty, but one is needed");
        }
        return next;
    }

    private List<X509Certificate> verified(List<byte[]> encoded) throws TlsException {
        ServerConfig config = negotiation.config();
        List<X509Certificate> chain = X509Chain.decode(encoded);
        config.clientVerifier()
                .orElseThrow()
                .verify(
                        new PresentedChain(chain, KeyUse.CLIENT_SIGNATURE, Optional.empty(), Optional.empty()),
                        config.clock().instant());
        return chain;
    }
}
