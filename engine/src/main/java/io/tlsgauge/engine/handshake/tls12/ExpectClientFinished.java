package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/** The client proves that it has the keys and saw the same messages; in a full handshake the server answers. */
final class ExpectClientFinished implements HandshakeState {
    private final Negotiation<ServerConfig> negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectClientFinished(Negotiation<ServerConfig> negotiation, Session session, KeySchedule.Keys keys) {
        this.negotiation = negotiation;
        this.session = session;
        this.keys = keys;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.FINISHED;
    }

    @Override
    public boolean admitsApplicationData() {
        return false;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        negotiation.requireFinished((Finished) received.message(), session);
        if (negotiation.kind() == HandshakeKind.FULL) {
            negotiation.channel().transcript().add(received);
            if (negotiation.ticketFollows()) {
                ExpectClientHello.sendTicket(negotiation, session);
            }
            negotiation.sendFinished(session, keys);
            if (session.id().length > 0) {
                ServerConfig config = negotiation.config();
                config.sessionCache()
                        .ifPresent(cache -> cache.put(session, config.clock().millis()));
            }
        }
        return negotiation.established(session);
    }

    @Override
    public Optional<Session> session() {
        return Optional.of(session);
    }
}
