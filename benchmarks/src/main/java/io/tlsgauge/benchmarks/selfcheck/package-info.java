/**
 * Measures the engine beside itself slowed on purpose, so that the comparison can be held against changes that are
 * known. The slowed cryptography is chosen by name like any other, but only forks of a self-check find it on their
 * class path.
 */
package io.tlsgauge.benchmarks.selfcheck;
