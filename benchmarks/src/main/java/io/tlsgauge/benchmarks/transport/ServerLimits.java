package io.tlsgauge.benchmarks.transport;

import java.time.Duration;

/**
 * What a server bears.
 *
 * @param threads event loops, and as many threads for RSA
 * @param maxConnections beyond these, new ones are closed at once
 * @param maxWaitingHandshakes how many handshakes may wait for a thread for RSA; beyond these, those
 *     are refused that have had none of its time
 * @param handshakeTimeout from the connection's start to the handshake's end
 * @param idleTimeout from the handshake's end, or an answer, until the next request has come whole; and for an
 *     answer to be taken
 */
public record ServerLimits(
        int threads, int maxConnections, int maxWaitingHandshakes, Duration handshakeTimeout, Duration idleTimeout) {}
