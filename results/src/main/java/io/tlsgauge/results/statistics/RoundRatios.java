package io.tlsgauge.results.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The ratios of two figures that were measured side by side in the same rounds, one a round, as natural logarithms.
 *
 * <p>Forks that take turns meet the same machine: their first turns lie side by side, and so on. {@link #byTurns} takes
 * the ratio of each two such turns, and of those the median. A mean takes in the turns between which the machine changed
 * its speed, by up to a half on virtual cores: there the rounds' ratios of a self-check differed by some 2.5 % by
 * their means, and by some 1.3 % by this median. What few turns show alone, as pauses of a collector may, a median passes over: {@link
 * #meansThatDisagree} tells where the means know better.
 */
public final class RoundRatios {
    private static final double LEVEL = 0.01;
    private static final double LEAST_DISAGREEMENT = 0.005;

    private RoundRatios() {}

    /**
     * The ratios of one figure a round.
     *
     * @param numerator positive figures
     * @param denominator likewise, of the same rounds in the same order; of another number, there is no ratio
     */
    public static double[] of(double[] numerator, double[] denominator) {
        if (numerator.length != denominator.length) {
            return new double[0];
        }
        double[] logs = new double[numerator.length];
        for (int round = 0; round < logs.length; round++) {
            logs[round] = Math.log(numerator[round] / denominator[round]);
        }
        return logs;
    }

    /**
     * The ratios of forks that took turns: of each round the median of those of its turns.
     *
     * @param numerator what each turn of a round's fork gave, 0 at the least
     * @param denominator likewise, of the same rounds in the same order; of another number, there is no ratio
     */
    public static double[] byTurns(List<List<Double>> numerator, List<List<Double>> denominator) {
        double[] logs = byMeans(numerator, denominator);
        for (int round = 0; round < logs.length; round++) {
            double[] ofTurns = ofTurns(numerator.get(round), denominator.get(round));
            if (ofTurns.length > 0) {
                logs[round] = StatUtils.percentile(ofTurns, 50);
            }
        }
        return logs;
    }

    /** The ratios of the means of all turns, likewise. */
    public static double[] byMeans(List<List<Double>> numerator, List<List<Double>> denominator) {
        return of(new Sample(numerator).forkMeans(), new Sample(denominator).forkMeans());
    }

    /**
     * The ratio by the means of all turns, where it is shown to be another than by their median, and by more than half a
     * percent: then it is not in most turns that the two differ so.
     */
    public static OptionalDouble meansThatDisagree(List<List<Double>> numerator, List<List<Double>> denominator) {
        double[] means = byMeans(numerator, denominator);
        if (means.length < LogRatio.FEWEST_PAIRS) {
            return OptionalDouble.empty();
        }
        double[] medians = byTurns(numerator, denominator);
        double[] between = new double[means.length];
        for (int round = 0; round < between.length; round++) {
            between[round] = means[round] - medians[round];
        }
        LogRatio disagreement = LogRatio.paired(between);
        boolean shown = disagreement.pValue() <= LEVEL && Math.abs(disagreement.log()) > LEAST_DISAGREEMENT;
        return shown ? OptionalDouble.of(Math.exp(StatUtils.mean(means))) : OptionalDouble.empty();
    }

    /** None where the forks have not had the same turns. */
    private static double[] ofTurns(List<Double> numerator, List<Double> denominator) {
        if (numerator.size() != denominator.size()) {
            return new double[0];
        }
        List<Double> logs = new ArrayList<>();
        for (int turn = 0; turn < numerator.size(); turn++) {
            if (numerator.get(turn) > 0 && denominator.get(turn) > 0) {
                logs.add(Math.log(numerator.get(turn) / denominator.get(turn)));
            }
        }
        return logs.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
