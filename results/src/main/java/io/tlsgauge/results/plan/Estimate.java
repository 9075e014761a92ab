package io.tlsgauge.results.plan;

import io.tlsgauge.results.statistics.LogEstimate;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;

/**
 * A figure with its interval of 95 %.
 *
 * @param value as measured
 * @param low the lower end; empty if one fork measured it
 * @param high the upper end; empty likewise, and where it has no bound
 */
public record Estimate(double value, OptionalDouble low, OptionalDouble high) {
    /** Of all intervals. */
    public static final double CONFIDENCE = 0.95;

    /**
     * From what the figure was in samples drawn again.
     *
     * @param value above 0
     * @param drawn those that are 0 leave the interval without a lower end but 0
     * @param forks the fewest that stand behind it
     */
    static Estimate drawn(double value, double[] drawn, int forks) {
        double[] positive = Arrays.stream(drawn)
                .filter(one -> Double.isFinite(one) && one > 0)
                .toArray();
        if (forks < 2 || positive.length < 2) {
            return certain(value);
        }
        LogEstimate estimate = LogEstimate.resampled(value, positive, forks);
        return new Estimate(
                value,
                positive.length < drawn.length ? OptionalDouble.of(0) : estimate.low(CONFIDENCE),
                estimate.high(CONFIDENCE));
    }

    /** One whose interval is not known. */
    static Estimate certain(double value) {
        return new Estimate(value, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** What follows from the figure by a function that rises. */
    Estimate rising(DoubleUnaryOperator function) {
        return new Estimate(function.applyAsDouble(value), apply(function, low), apply(function, high));
    }

    /** What follows from the figure by a function that falls. */
    Estimate falling(DoubleUnaryOperator function) {
        return new Estimate(function.applyAsDouble(value), apply(function, high), apply(function, low));
    }

    private static OptionalDouble apply(DoubleUnaryOperator function, OptionalDouble end) {
        double applied = end.isPresent() ? function.applyAsDouble(end.getAsDouble()) : Double.NaN;
        return Double.isFinite(applied) ? OptionalDouble.of(applied) : OptionalDouble.empty();
    }
}
