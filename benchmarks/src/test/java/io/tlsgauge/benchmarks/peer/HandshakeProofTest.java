package io.tlsgauge.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandshakeProofTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
    private static final CertificateChain CHAIN = CertificateChain.rsa(2048);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Crypto JDK = Crypto.of("jdk");
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    @ParameterizedTest
    @EnumSource
    void kindIsToldByTheFirstTwoFlightsAndNoOtherIsTaken(HandshakeKind kind) throws TlsException {
        ServerConfig.Builder builder = ServerConfig.builder().identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()));
        ServerConfig server = kind == HandshakeKind.TICKET
                ? builder.ticketKeyring(RotatingTicketKeyring.generated(JDK, new FastKeyErasureRandom(), HOUR, HOUR))
                        .build()
                : builder.sessionCache(new CompactSessionCache(JDK.prf(), 1024, HOUR))
                        .build();
        ClientConfig client = ClientConfig.builder()
                .cipherSuites(List.of(SUITE))
                .verifier((presented, at) -> {})
                .requestTickets(kind == HandshakeKind.TICKET)
                .build();
        HandshakeProof proof = new HandshakeProof();
        Session session = shakeHands(client, server, Optional.empty(), proof);
        if (kind != HandshakeKind.FULL) {
            shakeHands(client, server, Optional.of(session), proof);
        }
        for (HandshakeKind claimed : HandshakeKind.values()) {
            if (claimed == kind) {
                assertDoesNotThrow(() -> proof.require(claimed, SUITE));
            } else {
                assertThrows(IllegalStateException.class, () -> proof.require(claimed, SUITE));
            }
        }
        assertThrows(
                IllegalStateException.class, () -> proof.require(kind, CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384));
    }

    private static Session shakeHands(
            ClientConfig clientConfig, ServerConfig serverConfig, Optional<Session> resume, HandshakeProof proof)
            throws TlsException {
        TlsConnection client = TlsConnection.client(clientConfig, "localhost", resume);
        TlsConnection server = TlsConnection.server(serverConfig);
        ByteBuffer hello = flight(client);
        proof.readClientHello(hello);
        server.receive(hello.flip(), NONE);
        ByteBuffer answer = flight(server);
        proof.readServerHello(answer);
        client.receive(answer.flip(), NONE);
        while (client.hasOutput() || server.hasOutput()) {
            server.receive(flight(client).flip(), NONE);
            client.receive(flight(server).flip(), NONE);
        }
        assertEquals(client.summary().kind(), server.summary().kind());
        return client.summary().session();
    }

    private static ByteBuffer flight(TlsConnection connection) {
        ByteBuffer flight = ByteBuffer.allocate(1 << 15);
        connection.transmit(flight);
        return flight;
    }
}
