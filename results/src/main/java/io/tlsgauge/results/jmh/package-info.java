/**
 * JMH's own JSON as records: of any project and any benchmark mode, every fork and iteration.
 *
 * <p>{@link io.tlsgauge.results.jmh.BenchmarkKey} is by what one measurement is told from another,
 * within a run and between runs. Uses the ground floor only.
 */
package io.tlsgauge.results.jmh;
