/**
 * Is this chain to be believed: path, validity, usage, names and revocation (RFC 5280 §6, RFC 5246 §7.4.2, RFC
 * 9525).
 *
 * <p>The JDK's PKIX validator checks a path; which path to try, what the leaf may be used for and whom
 * it names is decided here. Whether one was revoked is asked of CRLs and of a
 * stapled OCSP response, by the JDK too, and only where a {@link io.tlsgauge.engine.certificate.Revocation} is given. Whatever is wrong is told by a {@link
 * io.tlsgauge.engine.alert.TlsException} that names the certificate. Uses {@code alert} and the JDK.
 */
package io.tlsgauge.engine.certificate;
