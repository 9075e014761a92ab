/** What the server counts, for Prometheus. Uses {@code transport} and {@code store}. */
package io.tlsgauge.benchmarks.metrics;
