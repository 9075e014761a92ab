/**
 * What a handshake asks of cryptography, as small interfaces, and the cipher-suite table.
 *
 * <p>RSA, digests (and over them HMAC and the PRF, RFC 5246 §5), record ciphers, key agreement (RFC
 * 8422) and signatures are plugged in apart from one another; {@link io.tlsgauge.engine.crypto.Crypto}
 * is a choice of all five. The
 * rooms {@code jca} and {@code bc} implement them; a third party registers a {@link
 * io.tlsgauge.engine.crypto.CryptoProvider} with {@link java.util.ServiceLoader}. Uses {@code
 * alert} only.
 */
package io.tlsgauge.engine.crypto;
