package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.CertificateStatus;
import io.tlsgauge.engine.wire.HandshakeType;

/** The server said that it would staple an OCSP response, but may leave it out after all (RFC 6066 §8). */
final class ExpectCertificateStatus implements HandshakeState {
    private final Negotiation<ClientConfig> negotiation;
    private final ServerFlight flight;
    private final ClientState next;

    ExpectCertificateStatus(Negotiation<ClientConfig> negotiation, ServerFlight flight, ClientState next) {
        this.negotiation = negotiation;
        this.flight = flight;
        this.next = next;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CERTIFICATE_STATUS || next.awaits(type);
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        if (!(received.message() instanceof CertificateStatus status)) {
            return next.handle(received);
        }
        negotiation.channel().transcript().add(received);
        flight.ocspResponse(status.ocspResponse());
        return next;
    }
}
