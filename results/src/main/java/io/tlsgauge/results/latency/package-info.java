/**
 * Latencies as HdrHistogram interval logs (format V2), in nanoseconds.
 *
 * <p>Nothing is sampled or cut off: logs of several forks are put together interval by interval, and
 * percentiles come from the sum of all. Uses the ground floor only.
 */
package io.tlsgauge.results.latency;
