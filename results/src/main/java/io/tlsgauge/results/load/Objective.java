package io.tlsgauge.results.load;

import java.util.Locale;

/**
 * A latency that so many percent of all arrivals are to keep, from the moment each should have started. One that
 * fails, or never starts, has not kept it.
 *
 * @param percentile above 0 and below 100
 * @param nanos the greatest latency that keeps it
 */
public record Objective(double percentile, long nanos) {
    public Objective {
        if (!(percentile > 0 && percentile < 100) || nanos <= 0) {
            throw new IllegalArgumentException("no objective: p" + percentile + " of " + nanos + " ns");
        }
    }

    /** Whether arrivals kept it, of which {@code failed} more have no latency; so where there were none. */
    public boolean isKept(LatencyHistogram latencies, long failed) {
        double total = latencies.count() + failed;
        return latencies.countAbove(nanos) + failed <= mayMiss(total);
    }

    /** How many of so many arrivals need not keep it. */
    public double mayMiss(double arrivals) {
        return arrivals * (100 - percentile) / 100;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "p%s of %s ms", trimmed(percentile), trimmed(nanos / 1e6));
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
