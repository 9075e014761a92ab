package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.HandshakeType;

/** The server's chain comes. */
final class ExpectCertificate extends ClientState {
    private final ClientNegotiation negotiation;

    ExpectCertificate(ClientNegotiation negotiation) {
        super(HandshakeType.CERTIFICATE);
        this.negotiation = negotiation;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) throws TlsException {
        CertificateMessage certificate = (CertificateMessage) received.message();
        if (certificate.chain().isEmpty()) {
            throw new TlsException(AlertDescription.DECODE_ERROR, "Certificate holds no certificate");
        }
        negotiation.channel().transcript().add(received);
        return new ExpectServerHelloDone(negotiation, certificate);
    }
}
