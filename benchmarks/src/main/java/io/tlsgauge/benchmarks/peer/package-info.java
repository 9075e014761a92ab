/**
 * Other TLS implementations behind {@code SSLEngine}, each in its best fair configuration, and the proof of what a
 * handshake of theirs was. Benchmarks use this room; it uses none of them.
 */
package io.tlsgauge.benchmarks.peer;
