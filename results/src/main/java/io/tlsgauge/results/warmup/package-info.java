/**
 * Whether and when forks reach their steady state: a result of its own, not an assumption.
 *
 * <p>{@link io.tlsgauge.results.warmup.SteadyState} judges the measured iterations; {@link
 * io.tlsgauge.results.warmup.WarmUpLog} holds all iterations of a run, warm-up included, which JMH's JSON leaves out.
 * Uses {@code jmh} and {@code statistics}.
 */
package io.tlsgauge.results.warmup;
