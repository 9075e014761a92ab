package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/**
 * The handshake is done.
 *
 * <p>A peer's wish for another is followed as often as the configuration allows, and if the peer knows RFC 5746;
 * otherwise it is refused with a warning (RFC 5246 §7.2.2), a few times.
 */
final class ExpectApplicationData implements HandshakeState {
    private static final int REFUSALS = 4;

    private final HandshakeChannel channel;
    private final FinishedHandshake finished;
    private final Optional<HandshakeSummary> summary;
    private Renegotiation renegotiation;
    private int maxRenegotiations;
    private boolean asked;
    private boolean askedToResume;
    private int refused;

    /**
     * @param maxRenegotiations how often the peer may start another handshake on the connection
     */
    ExpectApplicationData(
            HandshakeChannel channel, FinishedHandshake finished, Renegotiation renegotiation, int maxRenegotiations) {
        this.channel = channel;
        this.finished = finished;
        this.summary = Optional.of(finished.summary());
        this.renegotiation = renegotiation;
        this.maxRenegotiations = maxRenegotiations;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == renegotiation.trigger();
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        boolean secure = finished.summary().secureRenegotiation();
        if (asked && secure) {
            return renegotiation.follow(received, finished, askedToResume);
        }
        if (secure && finished.renegotiations() < maxRenegotiations) {
            return renegotiation.follow(received, finished.withRenegotiation(), true);
        }
        if (++refused > REFUSALS) {
            // no_renegotiation is always a warning.
            throw new TlsException(
                    AlertDescription.HANDSHAKE_FAILURE,
                    renegotiation.trigger() + " asks for a renegotiation again, after " + REFUSALS + " refusals");
        }
        channel.warn(AlertDescription.NO_RENEGOTIATION);
        return this;
    }

    @Override
    public HandshakeState handleNoRenegotiation() {
        asked = false;
        return this;
    }

    @Override
    public HandshakeState renegotiate(TlsConfig config, boolean resume) {
        if (!finished.summary().secureRenegotiation()) {
            throw new IllegalStateException("the peer does not know secure renegotiation (RFC 5746)");
        }
        renegotiation = renegotiation.with(config);
        maxRenegotiations = config.maxRenegotiations();
        asked = true;
        askedToResume = resume;
        return renegotiation.start(this, finished, resume);
    }

    @Override
    public boolean hasAsked() {
        return asked;
    }

    @Override
    public Optional<HandshakeSummary> summary() {
        return summary;
    }
}
