package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Set;

/** The server proves that it has the keys and saw the same messages; in a resumption the client answers. */
final class ExpectServerFinished extends ClientState {
    private static final Set<HandshakeType> AWAITED = Set.of(HandshakeType.FINISHED);

    private final Negotiation<ClientConfig> negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectServerFinished(Negotiation<ClientConfig> negotiation, Session session, KeySchedule.Keys keys) {
        super(AWAITED);
        this.negotiation = negotiation;
        this.session = session;
        this.keys = keys;
    }

    @Override
    public boolean admitsApplicationData() {
        return false;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) throws TlsException {
        negotiation.requireFinished((Finished) received.message(), session);
        if (negotiation.kind() != HandshakeKind.FULL) {
            negotiation.channel().transcript().add(received);
            negotiation.sendFinished(session, keys);
        }
        return negotiation.established(session);
    }
}
