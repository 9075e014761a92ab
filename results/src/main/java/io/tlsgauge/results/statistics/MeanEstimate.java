package io.tlsgauge.results.statistics;

import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The mean of a figure that each round gave one of, whatever its sign, with its interval by Student's t.
 *
 * @param mean in the figure's unit
 * @param low the lower end of its interval; empty of fewer rounds than {@link LogRatio#FEWEST_PAIRS}
 * @param high the upper end, likewise
 */
public record MeanEstimate(double mean, OptionalDouble low, OptionalDouble high) {
    /**
     * The estimate.
     *
     * @param rounds one at least
     * @param confidence such as 0.95
     */
    public static MeanEstimate of(double[] rounds, double confidence) {
        double mean = StatUtils.mean(rounds);
        if (rounds.length < LogRatio.FEWEST_PAIRS) {
            return new MeanEstimate(mean, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double quantile = new TDistribution(rounds.length - 1.0).inverseCumulativeProbability((1 + confidence) / 2);
        double reach = quantile * Math.sqrt(StatUtils.variance(rounds) / rounds.length);
        return new MeanEstimate(mean, OptionalDouble.of(mean - reach), OptionalDouble.of(mean + reach));
    }
}
