/**
 * Does the comparison keep its word? {@link io.tlsgauge.results.selfcheck.ForkPool} holds forks of equal sides and of
 * ones slowed on purpose, {@link io.tlsgauge.results.selfcheck.SelfCheck} draws comparisons from it and counts what is
 * found of them, and {@link io.tlsgauge.results.selfcheck.SelfCheckRecord} keeps both. Uses {@code compare}.
 */
package io.tlsgauge.results.selfcheck;
