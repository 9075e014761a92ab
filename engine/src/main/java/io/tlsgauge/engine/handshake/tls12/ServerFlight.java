package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.CertificateRequest;
import io.tlsgauge.engine.wire.ServerKeyExchange;
import java.util.Optional;

/** What a server sends between its two Hellos, as the client gathers it; it is judged when the flight has ended. */
final class ServerFlight {
    private final CertificateMessage certificate;
    private Optional<byte[]> ocspResponse = Optional.empty();
    private Optional<ServerKeyExchange> keyExchange = Optional.empty();
    private Optional<CertificateRequest> certificateRequest = Optional.empty();

    ServerFlight(CertificateMessage certificate) {
        this.certificate = certificate;
    }

    CertificateMessage certificate() {
        return certificate;
    }

    Optional<byte[]> ocspResponse() {
        return ocspResponse;
    }

    Optional<ServerKeyExchange> keyExchange() {
        return keyExchange;
    }

    Optional<CertificateRequest> certificateRequest() {
        return certificateRequest;
    }

    void ocspResponse(byte[] response) {
        ocspResponse = Optional.of(response);
    }

    void keyExchange(ServerKeyExchange message) {
        keyExchange = Optional.of(message);
    }

    void certificateRequest(CertificateRequest message) {
        certificateRequest = Optional.of(message);
    }
}
