package io.tlsgauge.results.demand;

/**
 * A latency that so many percent of all arrivals are to keep, from the moment each should have started. One that
 * fails, or never starts, has not kept it.
 *
 * @param percentile above 0 and below 100
 * @param nanos the greatest latency that keeps it
 */
public record Objective(double percentile, long nanos) {
    private static final double ROUNDING = 1e-6;

    public Objective {
        if (!(percentile > 0 && percentile < 100) || nanos <= 0) {
            throw new IllegalArgumentException("no objective: p" + percentile + " of " + nanos + " ns");
        }
    }

    /** Such as {@code p99}. */
    public String name() {
        return name(percentile);
    }

    /** What a percentile is called, such as {@code p99}. */
    public static String name(double percentile) {
        return "p" + trimmed(percentile);
    }

    /** How many of so many arrivals need not keep it. */
    public double mayMiss(double arrivals) {
        // 100 - 99.9 is less than 0.1 as doubles are, and would refuse the last that may miss
        return arrivals * (100 - percentile) / 100 + ROUNDING;
    }

    /** Of how many arrivals so many may miss it. */
    public double arrivalsOfWhichMayMiss(double misses) {
        return misses * 100 / (100 - percentile);
    }

    @Override
    public String toString() {
        return name() + " of " + trimmed(nanos / 1e6) + " ms";
    }

    private static String trimmed(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
