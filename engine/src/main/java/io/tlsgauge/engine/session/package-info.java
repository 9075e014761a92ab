/**
 * What a finished handshake leaves behind: sessions, where a server keeps them for resumption by ID (RFC
 * 5246 §7.4.1.2), and the keys that seal them into tickets (RFC 5077).
 *
 * <p>Uses {@code alert}, {@code wire} and {@code crypto}.
 */
package io.tlsgauge.engine.session;
