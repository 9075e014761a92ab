package io.tlsgauge.results.statistics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * The logarithm of a positive figure, as measured by some forks.
 *
 * @param log natural logarithm of the figure
 * @param standardError of {@code log}: about the figure's relative standard error; NaN if one fork measured it
 * @param forks how many forks stand behind it
 */
public record LogEstimate(double log, double standardError, int forks) {
    public LogEstimate {
        if (!Double.isFinite(log) || forks < 1) {
            throw new IllegalArgumentException("no estimate: log " + log + " of " + forks + " forks");
        }
    }

    /**
     * The estimate of a figure from what it was in samples drawn again.
     *
     * @param figure as measured, above 0
     * @param drawn the figure of each sample drawn; without effect where one fork measured it
     * @param forks how many forks stand behind it
     */
    public static LogEstimate resampled(double figure, double[] drawn, int forks) {
        double[] logs = Arrays.stream(drawn).map(Math::log).toArray();
        return new LogEstimate(
                Math.log(figure), forks > 1 ? new StandardDeviation().evaluate(logs) : Double.NaN, forks);
    }

    /** The figure itself. */
    public double figure() {
        return Math.exp(log);
    }

    /**
     * The lower end of the figure's interval, by Student's t as in {@link LogRatio}; empty if one fork measured it.
     *
     * @param confidence such as 0.95
     */
    public OptionalDouble low(double confidence) {
        return end(-1, confidence);
    }

    /** The upper end of the figure's interval. */
    public OptionalDouble high(double confidence) {
        return end(1, confidence);
    }

    private OptionalDouble end(int sign, double confidence) {
        if (Double.isNaN(standardError)) {
            return OptionalDouble.empty();
        }
        double errors = new TDistribution(forks - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
        return OptionalDouble.of(Math.exp(log + sign * errors * standardError));
    }

    /** The same of the figure's reciprocal: of a time, the rate. */
    public LogEstimate reciprocal() {
        return new LogEstimate(-log, standardError, forks);
    }

    /** The variance of {@code log} that one fork alone would have. */
    double variancePerFork() {
        return standardError * standardError * forks;
    }
}
