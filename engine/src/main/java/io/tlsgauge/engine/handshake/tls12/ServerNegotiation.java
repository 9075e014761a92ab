package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import java.util.Optional;

/**
 * What the server settled with its ServerHello, and its later states need.
 *
 * @param sessionId the ID that the ServerHello gives to the session, of no bytes where it has none
 * @param issuesTicket whether a NewSessionTicket goes out before the server's ChangeCipherSpec
 */
record ServerNegotiation(
        ServerConfig config,
        HandshakeChannel channel,
        ClientHello clientHello,
        byte[] serverRandom,
        CipherSuite cipherSuite,
        byte[] sessionId,
        Optional<String> applicationProtocol,
        boolean issuesTicket) {
    boolean extendedMasterSecret() {
        return clientHello.extensions().extendedMasterSecret();
    }

    boolean ticketOffered() {
        return clientHello
                .extensions()
                .sessionTicket()
                .filter(ticket -> ticket.length > 0)
                .isPresent();
    }

    HandshakeSummary summary(HandshakeKind kind, Session session) {
        return new HandshakeSummary(
                kind,
                cipherSuite,
                session.extendedMasterSecret(),
                applicationProtocol,
                clientHello.extensions().serverName(),
                ticketOffered(),
                issuesTicket,
                session);
    }
}
