/**
 * Records, handshake messages and extensions: encode and decode, nothing else (RFC 5246 §6.2, §7).
 *
 * <p>No state, no cryptography, no I/O; one file a message. A decoder answers with a message or a
 * {@link io.tlsgauge.engine.alert.TlsException} with {@code decode_error}. Uses {@code alert} only.
 */
package io.tlsgauge.engine.wire;
