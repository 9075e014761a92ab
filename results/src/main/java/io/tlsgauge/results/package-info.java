/**
 * What every reader of a measurement stands on: the error of a malformed file, and the atomic write.
 *
 * <p>The rooms above, each using only those before it: {@code jmh} reads JMH's JSON, {@code latency}
 * the HdrHistogram logs, {@code run} the folder that holds both with their environment, {@code table}
 * shows them. Nothing here knows the engine.
 */
package io.tlsgauge.results;
