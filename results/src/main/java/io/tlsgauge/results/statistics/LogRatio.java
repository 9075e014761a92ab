package io.tlsgauge.results.statistics;

import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The ratio of two figures, independent unless {@link #paired}, with its interval and p-value: Student's t around the resampled standard
 * error, with the degrees of freedom of Welch and Satterthwaite. Interval and p-value agree: p is below 5 % exactly
 * when the interval of 95 % leaves out 1.
 *
 * <p>Why not the percentiles of the resampled ratios, which is what the bootstrap is known for: with few forks they are
 * far too narrow. Share of intervals of 95 % that miss the truth (5 % wanted), of 500 simulated comparisons of equal
 * sides, 8 iterations a fork, forks that differ normally, in two modes, or skewed, and iteration noise that makes up a
 * tenth or a half of what fork means vary by:
 *
 * <pre>
 * forks a side                        2        3        5       10
 * percentiles                   9 to 20   5 to 18   3 to 12   4 to  8 %
 * percentiles, expanded         3 to 14   1 to  8   1 to  6   2 to  5 %   (Hesterberg 2015)
 * bootstrap-t                  13 to 19   3 to  5   2 to  6   5 to  7 %   (intervals of 3 forks three times as wide)
 * Welch's t on log fork means   2 to  5   2 to  4   2 to  5   4 to  6 %
 * as here                       0 to  2   2 to  4   3 to  4   4 to  5 %
 * </pre>
 *
 * <p>So the spread is taken from resampling, corrected as {@link Sample} tells, and its distribution from Student, which
 * knows that two forks tell little of how forks differ. {@code FalseAlarmTest} holds it against the same shapes. With
 * one fork on a side there is neither interval nor p-value: what one fork shows may be that fork's alone.
 *
 * @param log natural logarithm of the ratio
 * @param standardError of {@code log}; NaN if a side has one fork
 * @param degreesOfFreedom of {@code standardError}; NaN with it
 */
public record LogRatio(double log, double standardError, double degreesOfFreedom) {
    /** Of fewer, a paired ratio tells less than one of forks taken apart: its t-factor of 12.7 outweighs all. */
    public static final int FEWEST_PAIRS = 3;

    /** The ratio of {@code numerator} to {@code denominator}. */
    public static LogRatio of(LogEstimate numerator, LogEstimate denominator) {
        double a = numerator.standardError() * numerator.standardError();
        double b = denominator.standardError() * denominator.standardError();
        return new LogRatio(
                numerator.log() - denominator.log(),
                Math.sqrt(a + b),
                degreesOfFreedom(a, numerator.forks(), b, denominator.forks()));
    }

    /**
     * The ratio of figures that were measured in the same rounds, side by side: what a round had in common is in
     * neither the ratio nor its error, which is that of the rounds' own ratios.
     *
     * @param logs the natural logarithm of each round's ratio, as {@link RoundRatios} has them; {@value #FEWEST_PAIRS}
     *     at least
     */
    public static LogRatio paired(double[] logs) {
        if (logs.length < FEWEST_PAIRS) {
            throw new IllegalArgumentException(logs.length + " rounds");
        }
        return new LogRatio(StatUtils.mean(logs), Math.sqrt(StatUtils.variance(logs) / logs.length), logs.length - 1.0);
    }

    static double degreesOfFreedom(double a, int forksOfA, double b, int forksOfB) {
        return (a + b) * (a + b) / (a * a / (forksOfA - 1) + b * b / (forksOfB - 1));
    }

    /** The ratio itself. */
    public double ratio() {
        return Math.exp(log);
    }

    /** Whether both sides had the two forks that an interval needs. */
    public boolean hasInterval() {
        return !Double.isNaN(standardError);
    }

    /**
     * The lower end of the interval.
     *
     * @param confidence such as 0.95
     */
    public double low(double confidence) {
        return Math.exp(log - halfWidth(confidence));
    }

    /** The upper end of the interval. */
    public double high(double confidence) {
        return Math.exp(log + halfWidth(confidence));
    }

    private double halfWidth(double confidence) {
        return standardError == 0
                ? 0
                : standardError
                        * new TDistribution(degreesOfFreedom).inverseCumulativeProbability((1 + confidence) / 2);
    }

    /** How likely a ratio at least so far from 1 is where there is no difference; NaN without interval. */
    public double pValue() {
        if (!hasInterval()) {
            return Double.NaN;
        }
        if (standardError == 0) {
            return log == 0 ? 1 : 0;
        }
        return 2 * new TDistribution(degreesOfFreedom).cumulativeProbability(-Math.abs(log) / standardError);
    }
}
