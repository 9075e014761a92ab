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
import java.util.Optional;

/** The client proves that it has the keys and saw the same messages; in a full handshake the server answers. */
final class ExpectClientFinished implements HandshakeState {
    private final ServerNegotiation negotiation;
    private final HandshakeKind kind;
    private final Session session;
    private final KeySchedule.Keys keys;

    ExpectClientFinished(ServerNegotiation negotiation, HandshakeKind kind, Session session, KeySchedule.Keys keys) {
        this.negotiation = negotiation;
        this.kind = kind;
        this.session = session;
        this.keys = keys;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.FINISHED;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        HandshakeChannel channel = negotiation.channel();
        KeySchedule.requireVerifyData(
                (Finished) received.message(),
                KeySchedule.verifyData(
                        session.prfSecret(),
                        PrfLabel.CLIENT_FINISHED,
                        channel.transcript().hash()));
        if (kind == HandshakeKind.FULL) {
            channel.transcript().add(received);
            if (negotiation.issuesTicket()) {
                ExpectClientHello.sendTicket(negotiation, session);
            }
            channel.changeCipherSpec(keys.sealer());
            ExpectClientHello.sendFinished(negotiation, session);
            if (session.id().length > 0) {
                negotiation
                        .config()
                        .sessionCache()
                        .ifPresent(cache ->
                                cache.put(session, negotiation.config().clock().millis()));
            }
        }
        return new ExpectApplicationData(channel, HandshakeType.CLIENT_HELLO, negotiation.summary(kind, session));
    }

    @Override
    public Optional<Session> session() {
        return Optional.of(session);
    }
}
