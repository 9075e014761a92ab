package io.tlsgauge.engine.config;

/** Whether a server asks its clients for certificates (RFC 5246 §7.4.4). */
public enum ClientAuthentication {
    /** It does not ask. */
    NONE,
    /** It asks, and goes on with a client that has none. */
    WANTED,
    /** It asks, and refuses a client that has none. */
    NEEDED
}
