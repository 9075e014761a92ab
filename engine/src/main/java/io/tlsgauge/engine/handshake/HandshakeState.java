package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
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
