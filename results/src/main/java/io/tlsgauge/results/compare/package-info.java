/**
 * Is it faster? Two runs, or two of JMH's JSON files of any project, benchmark by benchmark; and many runs as the
 * history of each benchmark.
 *
 * <p>{@link io.tlsgauge.results.compare.ComparedRun} is what is compared, {@link
 * io.tlsgauge.results.compare.Differences} tells whether it may be, {@link io.tlsgauge.results.compare.Comparison} and
 * {@link io.tlsgauge.results.compare.History} hold the answers, which are computed once and shown as text, Markdown or
 * JSON.
 */
package io.tlsgauge.results.compare;
