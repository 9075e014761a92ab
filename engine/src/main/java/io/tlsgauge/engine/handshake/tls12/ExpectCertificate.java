package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Set;

/** The server's chain comes. */
final class ExpectCertificate extends ClientState {
    private static final Set<HandshakeType> AWAITED = Set.of(HandshakeType.CERTIFICATE);

    private final Negotiation<ClientConfig> negotiation;
    private final String host;

    ExpectCertificate(Negotiation<ClientConfig> negotiation, String host) {
        super(AWAITED);
        this.negotiation = negotiation;
        this.host = host;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) throws TlsException {
        CertificateMessage certificate = (CertificateMessage) received.message();
        if (certificate.chain().isEmpty()) {
            throw new TlsException(AlertDescription.DECODE_ERROR, "Certificate holds no certificate");
        }
        negotiation.channel().transcript().add(received);
        ServerFlight flight = new ServerFlight(certificate);
        ExpectServerHelloDone done = new ExpectServerHelloDone(negotiation, host, flight);
        ClientState next = negotiation.cipherSuite().keyExchange().isEphemeral()
                ? new ExpectServerKeyExchange(negotiation, flight, done)
                : done;
        return negotiation.serverHello().extensions().statusRequest()
                ? new ExpectCertificateStatus(negotiation, flight, next)
                : next;
    }
}
