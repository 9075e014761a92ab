/**
 * The record layer (RFC 5246 §6): protection, sequence numbers, fragments, limits.
 *
 * <p>Uses {@code alert}, {@code wire} and {@code crypto}; how TLS 1.2 protects a record is in the room
 * {@code tls12}.
 */
package io.tlsgauge.engine.record;
