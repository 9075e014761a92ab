/**
 * The handshake of TLS 1.2 (RFC 5246 §7.3), full and abbreviated, client and server.
 *
 * <p>One file a state, named by the message that is awaited; in the order of a full handshake, the
 * server awaits ClientHello, the client's Certificate, ClientKeyExchange, CertificateVerify, the client's
 * ChangeCipherSpec and Finished; the client awaits ServerHello, Certificate, CertificateStatus,
 * ServerKeyExchange, ServerHelloDone, NewSessionTicket, the server's ChangeCipherSpec and
 * Finished. {@link io.tlsgauge.engine.handshake.tls12.KeySchedule} holds §6.3 and §8.1, and RFC 7627.
 */
package io.tlsgauge.engine.handshake.tls12;
