package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.HandshakeType;

/** The server proves that it has the keys and saw the same messages; in a resumption the client answers. */
final class ExpectServerFinished extends ClientState {
    private final ClientNegotiation negotiation;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectServerFinished(ClientNegotiation negotiation, Session session, KeySchedule.Keys keys) {
        super(HandshakeType.FINISHED);
        this.negotiation = negotiation;
        this.session = session;
        this.keys = keys;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) throws TlsException {
        HandshakeChannel channel = negotiation.channel();
        KeySchedule.requireVerifyData(
                (Finished) received.message(),
                KeySchedule.verifyData(
                        session.prfSecret(),
                        PrfLabel.SERVER_FINISHED,
                        channel.transcript().hash()));
        if (negotiation.kind() != HandshakeKind.FULL) {
            channel.transcript().add(received);
            channel.changeCipherSpec(keys.sealer());
            channel.send(new Finished(KeySchedule.verifyData(
                    session.prfSecret(),
                    PrfLabel.CLIENT_FINISHED,
                    channel.transcript().hash())));
        }
        return new ExpectApplicationData(channel, HandshakeType.HELLO_REQUEST, negotiation.summary(session));
    }
}
