/**
 * How TLS 1.2 protects a record: AES-GCM (RFC 5288), ChaCha20-Poly1305 (RFC 7905), AES-CBC with HMAC in either
 * order (RFC 5246 §6.2.3.2, RFC 7366).
 *
 * <p>Uses {@code record} and what it uses.
 */
package io.tlsgauge.engine.record.tls12;
