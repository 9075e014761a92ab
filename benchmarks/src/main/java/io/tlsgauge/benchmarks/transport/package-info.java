/**
 * The engine over sockets, thin: a non-blocking server with an event loop a thread, and a blocking client.
 *
 * <p>Everything about TLS is the engine's; here are sockets, time limits, bounds and counters.
 */
package io.tlsgauge.benchmarks.transport;
