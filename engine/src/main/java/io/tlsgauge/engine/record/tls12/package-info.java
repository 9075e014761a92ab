/**
 * How TLS 1.2 protects a record: AES-GCM (RFC 5288) and AES-CBC with HMAC (RFC 5246 §6.2.3.2).
 *
 * <p>Uses {@code record} and what it uses.
 */
package io.tlsgauge.engine.record.tls12;
