/**
 * Runs benchmarks into a run folder: which, in what order, in forks with which arguments.
 *
 * <p>Every fork is a JMH run of its own, so that rounds interleave the benchmarks and whatever has been
 * measured is on disk when the next fork starts. Knows JMH and {@code results}; uses {@code environment}.
 */
package io.tlsgauge.benchmarks.measurement;
