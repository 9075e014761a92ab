package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/** The handshake is done. A wish to renegotiate is refused with a warning (RFC 5246 §7.2.2), a few times. */
final class ExpectApplicationData implements HandshakeState {
    private static final int REFUSALS = 4;

    private final HandshakeChannel channel;
    private final HandshakeType renegotiation;
    private final HandshakeSummary summary;
    private int refused;

    /**
     * @param renegotiation the message with which the peer asks for another handshake
     */
    ExpectApplicationData(HandshakeChannel channel, HandshakeType renegotiation, HandshakeSummary summary) {
        this.channel = channel;
        this.renegotiation = renegotiation;
        this.summary = summary;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == renegotiation;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        if (++refused > REFUSALS) {
            throw new TlsException(
                    AlertDescription.NO_RENEGOTIATION,
                    renegotiation + " asks for a renegotiation again, after " + REFUSALS + " refusals");
        }
        channel.warn(AlertDescription.NO_RENEGOTIATION);
        return this;
    }

    @Override
    public Optional<HandshakeSummary> summary() {
        return Optional.of(summary);
    }
}
