/**
 * Load on a TLS server: an open-loop generator whose clients are the engine, on event loops of their own.
 *
 * <p>A {@code Schedule} says when each arrival is due and what it asks for, whatever the server does; the {@code
 * Pacer} wakes the loop whose turn it is; a {@code LoadLoop} starts and moves its connections, whose outcome a {@code
 * LoadRecorder} counts. {@code SteadyClients} are the same connections without a schedule, for a benchmark to measure a
 * server by. Plans and results are the plain values of {@code io.tlsgauge.results.load}, so that whoever
 * starts generators on many machines needs only {@code LoadGenerator}.
 */
package io.tlsgauge.benchmarks.load;
