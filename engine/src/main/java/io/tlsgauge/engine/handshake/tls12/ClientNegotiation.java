package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ServerHello;

/**
 * What the two Hellos settled, and the client's later states need.
 *
 * @param host whom the server's certificate must name
 * @param kind full, or resumed and by which mechanism
 */
record ClientNegotiation(
        ClientConfig config,
        HandshakeChannel channel,
        String host,
        ClientHello clientHello,
        ServerHello serverHello,
        CipherSuite cipherSuite,
        HandshakeKind kind) {
    boolean extendedMasterSecret() {
        return serverHello.extensions().extendedMasterSecret();
    }

    boolean ticketFollows() {
        return serverHello.extensions().sessionTicket();
    }

    KeySchedule.Keys keys(Session session) {
        return KeySchedule.clientKeys(
                config, cipherSuite, session.prfSecret(), clientHello.random(), serverHello.random());
    }

    HandshakeSummary summary(Session session) {
        return new HandshakeSummary(
                kind,
                cipherSuite,
                session.extendedMasterSecret(),
                serverHello.extensions().applicationProtocol(),
                clientHello.extensions().serverName(),
                clientHello
                        .extensions()
                        .sessionTicket()
                        .filter(ticket -> ticket.length > 0)
                        .isPresent(),
                ticketFollows(),
                session);
    }
}
