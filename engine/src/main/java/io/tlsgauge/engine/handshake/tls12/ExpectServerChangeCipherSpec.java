package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;

/** The server is about to change to the new keys. */
final class ExpectServerChangeCipherSpec extends ClientState {
    private final ClientNegotiation negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectServerChangeCipherSpec(ClientNegotiation negotiation, Session session, KeySchedule.Keys keys) {
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
        negotiation.channel().protectReader(keys.opener());
        return new ExpectServerFinished(negotiation, session, keys);
    }
}
