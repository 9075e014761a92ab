package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.CertificateVerify;
import io.tlsgauge.engine.wire.HandshakeType;
import java.security.cert.X509Certificate;

/** The client proves that it has the key of the chain it showed (RFC 5246 §7.4.8). */
final class ExpectCertificateVerify implements HandshakeState {
    private final Negotiation<ServerConfig> negotiation;
    private final X509Certificate leaf;
    private final HandshakeState next;

    ExpectCertificateVerify(Negotiation<ServerConfig> negotiation, X509Certificate leaf, HandshakeState next) {
        this.negotiation = negotiation;
        this.leaf = leaf;
        this.next = next;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CERTIFICATE_VERIFY;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        CertificateVerify message = (CertificateVerify) received.message();
        PeerSignature signature = PeerSignature.of(
                negotiation.config(),
                message.type(),
                message.signatureScheme(),
                leaf.getPublicKey(),
                message.signature());
        byte[] signed = negotiation.channel().transcript().messages();
        negotiation.channel().transcript().add(received);
        return Deferred.of(
                name(),
                () -> {
                    signature.require(negotiation.config(), signed);
                    return next;
                },
                state -> state);
    }
}
