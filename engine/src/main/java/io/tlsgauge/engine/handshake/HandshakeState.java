package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/** What is awaited, and what happens when it comes. A state is used once, and by one thread at a time. */
public interface HandshakeState {
    /** Whether a message of this type may come now; any other is refused before it is collected. */
    boolean awaits(HandshakeType type);

    /**
     * Takes a message of a type that is awaited.
     *
     * @return the state that follows
     */
    HandshakeState handle(ReceivedMessage received) throws TlsException;

    /**
     * Takes a ChangeCipherSpec (RFC 5246 §7.1).
     *
     * @return the state that follows
     */
    default HandshakeState handleChangeCipherSpec() throws TlsException {
        throw new TlsException(AlertDescription.UNEXPECTED_MESSAGE, "ChangeCipherSpec is not awaited");
    }

    /**
     * Takes the peer's refusal to renegotiate (RFC 5246 §7.2.2), which is a warning.
     *
     * @return the state that follows
     */
    default HandshakeState handleNoRenegotiation() throws TlsException {
        return this;
    }

    /**
     * Starts another handshake on the connection.
     *
     * @param config what it and all that follow go by
     * @param resume whether it may be an abbreviated one
     * @return the state that follows
     * @throws IllegalStateException if the last is not done, or the peer does not know RFC 5746
     */
    default HandshakeState renegotiate(TlsConfig config, boolean resume) {
        throw new IllegalStateException("no handshake can be started in " + name());
    }

    /**
     * Whether application data may come, on a connection on which a handshake was done before: not between a peer's
     * ChangeCipherSpec and its Finished, where it would be under keys that nobody has proven yet.
     */
    default boolean admitsApplicationData() {
        return true;
    }

    /** Whether this side has asked for another handshake, and the peer has neither begun nor refused it. */
    default boolean hasAsked() {
        return false;
    }

    /** The finished handshake's outcome, in the states in which application data may come. */
    default Optional<HandshakeSummary> summary() {
        return Optional.empty();
    }

    /** The session that the handshake makes or resumes, in the states in which there is one. */
    default Optional<Session> session() {
        return summary().map(HandshakeSummary::session);
    }

    /** What is awaited, such as {@code ExpectClientHello}. */
    default String name() {
        return getClass().getSimpleName();
    }
}
