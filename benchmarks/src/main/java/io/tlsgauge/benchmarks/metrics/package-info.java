/** What the server counts, for Prometheus. Uses {@code transport}. */
package io.tlsgauge.benchmarks.metrics;
