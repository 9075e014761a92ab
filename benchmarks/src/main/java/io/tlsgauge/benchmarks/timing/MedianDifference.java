package io.tlsgauge.benchmarks.timing;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The median of paired differences, with the interval that the bootstrap gives it.
 *
 * <p>The bootstrap needs no drawing here: the median of {@code n} values drawn again from {@code n} sorted ones is the
 * one at {@code ⌈nB⌉}, where {@code B} is the median of as many uniform numbers, and so of a beta distribution.
 *
 * @param pairs how many differences
 * @param median in nanoseconds
 * @param low the interval's lower end, in nanoseconds
 * @param high the interval's upper end, in nanoseconds
 */
public record MedianDifference(int pairs, double median, double low, double high) {
    /**
     * @param differences in nanoseconds, at least one
     * @param confidence of the interval, such as 0.95
     */
    public static MedianDifference of(long[] differences, double confidence) {
        if (differences.length == 0) {
            throw new IllegalArgumentException("there are no differences to take the median of");
        }
        long[] sorted = differences.clone();
        Arrays.sort(sorted);
        double half = (sorted.length + 1) / 2.0;
        BetaDistribution medians = new BetaDistribution(half, half);
        return new MedianDifference(
                sorted.length,
                at(sorted, 0.5),
                at(sorted, medians.inverseCumulativeProbability((1 - confidence) / 2)),
                at(sorted, medians.inverseCumulativeProbability((1 + confidence) / 2)));
    }

    /** The least difference in nanoseconds that would have been shown, had there been one. */
    public double bound() {
        return Math.max(Math.abs(low), Math.abs(high));
    }

    /** Whether the whole interval lies further from 0 than so many nanoseconds. */
    boolean exceeds(double nanos) {
        return low > nanos || high < -nanos;
    }

    private static long at(long[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
    }
}
