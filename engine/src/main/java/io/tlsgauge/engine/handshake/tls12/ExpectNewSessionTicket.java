package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.NewSessionTicket;
import java.util.Set;

/** The server said that it will send a ticket (RFC 5077 §3.3). */
final class ExpectNewSessionTicket extends ClientState {
    private static final Set<HandshakeType> AWAITED = Set.of(HandshakeType.NEW_SESSION_TICKET);

    private final Negotiation<ClientConfig> negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectNewSessionTicket(Negotiation<ClientConfig> negotiation, Session session, KeySchedule.Keys keys) {
        super(AWAITED);
        this.negotiation = negotiation;
        this.session = session;
        this.keys = keys;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) {
        NewSessionTicket message = (NewSessionTicket) received.message();
        negotiation.channel().transcript().add(received);
        Session renewed =
                message.ticket().length == 0 ? session : session.withTicket(message.ticket(), message.lifetimeHint());
        return new ExpectServerChangeCipherSpec(negotiation, renewed, keys);
    }
}
