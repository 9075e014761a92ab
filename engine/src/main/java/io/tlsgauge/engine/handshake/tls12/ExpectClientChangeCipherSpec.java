package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/** The client is about to change to the new keys. */
final class ExpectClientChangeCipherSpec implements HandshakeState {
    private final Negotiation<ServerConfig> negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectClientChangeCipherSpec(Negotiation<ServerConfig> negotiation, Session session, KeySchedule.Keys keys) {
        this.negotiation = negotiation;
        this.session = session;
        this.keys = keys;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return false;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) {
        throw new IllegalStateException("no handshake message is awaited");
    }

    @Override
    public HandshakeState handleChangeCipherSpec() {
        negotiation.changeReceivedCipherSpec(keys);
        return new ExpectClientFinished(negotiation, session, keys);
    }

    @Override
    public Optional<Session> session() {
        return Optional.of(session);
    }
}
