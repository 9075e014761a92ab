/**
 * The engine over sockets, thin: a server by non-blocking event loops or by a virtual thread a connection, and a
 * blocking client.
 *
 * <p>Everything about TLS is the engine's; here are sockets, time limits, bounds, counters, and the file of shared
 * ticket keys, read again and rotated.
 */
package io.tlsgauge.benchmarks.transport;
