package io.tlsgauge.engine.session;

/** How a handshake came to its session. */
public enum HandshakeKind {
    /** By a key exchange (RFC 5246 §7.3). */
    FULL,
    /** From the server's cache, by the session ID (RFC 5246 §7.4.1.2). */
    SESSION_ID,
    /** From a ticket that the client kept (RFC 5077). */
    TICKET
}
