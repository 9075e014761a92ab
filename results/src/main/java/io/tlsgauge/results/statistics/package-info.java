/**
 * What can be concluded from measurements that differ from fork to fork: standard errors by resampling, ratios with
 * their intervals, control of false discoveries, power, and change points.
 *
 * <p>Knows figures only, no files and no benchmarks. Distributions are commons-math's.
 */
package io.tlsgauge.results.statistics;
