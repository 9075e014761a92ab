package io.tlsgauge.results.plan;

import java.util.Arrays;

/** A distribution of times as it was measured: how often each value was seen. Values in nanoseconds. */
final class Distribution {
    private static final int GUIDES = 1_024;

    private final double[] values;
    private final double[] upTo;
    private final int[] guides = new int[GUIDES + 1];
    private final double mean;
    private final double variance;

    /**
     * @param values ascending
     * @param upTo the share of all that a value, or a smaller one, has; the last is 1
     */
    Distribution(double[] values, double[] upTo) {
        this.values = values;
        this.upTo = upTo;
        double sum = 0;
        double squares = 0;
        double before = 0;
        for (int i = 0; i < values.length; i++) {
            double share = upTo[i] - before;
            before = upTo[i];
            sum += share * values[i];
            squares += share * values[i] * values[i];
        }
        int at = 0;
        for (int guide = 0; guide <= GUIDES; guide++) {
            while (at < upTo.length - 1 && upTo[at] < (double) guide / GUIDES) {
                at++;
            }
            guides[guide] = at;
        }
        mean = sum;
        variance = Math.max(0, squares - sum * sum);
    }

    /** One value always. */
    static Distribution constant(double value) {
        return new Distribution(new double[] {value}, new double[] {1});
    }

    double mean() {
        return mean;
    }

    /** The variance over the square of the mean. */
    double variability() {
        return mean == 0 ? 0 : variance / (mean * mean);
    }

    /** The value that a share of all does not exceed; guides tell where about to search, which a simulation lives by. */
    double quantile(double share) {
        int guide = (int) (share * GUIDES);
        int tooFew = guides[guide] - 1;
        int enough = guides[Math.min(guide + 1, GUIDES)];
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (upTo[middle] >= share) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return values[enough];
    }

    /** The share of values above this one. */
    double above(double value) {
        int found = Arrays.binarySearch(values, value);
        int last = found < 0 ? -found - 2 : found;
        return last < 0 ? 1 : Math.max(0, 1 - upTo[last]);
    }

    /** Every value times the factor. */
    Distribution times(double factor) {
        return new Distribution(
                Arrays.stream(values).map(value -> value * factor).toArray(), upTo);
    }
}
