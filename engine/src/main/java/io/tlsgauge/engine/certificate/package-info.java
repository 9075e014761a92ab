/**
 * Is this chain to be believed: path, validity, usage, names (RFC 5280, RFC 9525).
 *
 * <p>The path is the JDK's PKIX to validate; what the JDK offers only behind its own sockets, the host's
 * name and the key's use, is checked here. Uses {@code alert} only.
 */
package io.tlsgauge.engine.certificate;
