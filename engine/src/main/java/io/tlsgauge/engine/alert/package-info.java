/**
 * Alerts (RFC 5246 §7.2): the descriptions, and the one exception in which a handshake fails.
 *
 * <p>Uses nothing but the JDK. Every other room may use this one.
 */
package io.tlsgauge.engine.alert;
