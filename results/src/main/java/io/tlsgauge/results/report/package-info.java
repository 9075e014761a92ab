/**
 * One page that tells all of one run or of several: summary, ratios, rates, scaling, latencies, allocation and
 * environments, as plots and as tables.
 *
 * <p>{@link io.tlsgauge.results.report.Report} holds every figure, computed once; {@code Page} puts them as JSON into
 * one HTML file, whose script draws them. Nothing is computed in the browser but where a mark goes, and a plan
 * that follows its sliders ({@code plan.js}).
 */
package io.tlsgauge.results.report;
