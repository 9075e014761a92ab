package io.tlsgauge.benchmarks;

/** A handshake was not what its benchmark claims to measure; the iteration fails. */
final class HandshakeKindException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandshakeKindException(String message) {
        super(message);
    }
}
