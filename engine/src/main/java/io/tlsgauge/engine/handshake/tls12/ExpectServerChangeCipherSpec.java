package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import java.util.Set;

/** The server is about to change to the new keys. */
final class ExpectServerChangeCipherSpec extends ClientState {
    private final Negotiation<ClientConfig> negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectServerChangeCipherSpec(Negotiation<ClientConfig> negotiation, Session session, KeySchedule.Keys keys) {
        super(Set.of());
        this.negotiation = negotiation;
        this.session = session;
        this.keys = keys;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) {
        throw new IllegalStateException("no handshake message is awaited");
    }

    @Override
    public HandshakeState handleChangeCipherSpec() {
        negotiation.changeReceivedCipherSpec(keys);
        return new ExpectServerFinished(negotiation, session, keys);
    }
}
