package io.tlsgauge.results.plan;

import java.time.Duration;

/**
 * A bound on a percentile of the latency.
 *
 * @param percentile such as 99
 * @param limit what so many percent of all connections do not exceed
 */
public record Objective(double percentile, Duration limit) {
    /** Such as {@code p99}. */
    public String name() {
        return "p" + (percentile == Math.rint(percentile) ? Long.toString((long) percentile) : "" + percentile);
    }
}
