package io.tlsgauge.results.statistics;

import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * How many forks a side would show a change, nine times of ten.
 *
 * @param change the ratio to be shown, such as 1.03
 * @param level the p-value that is asked for; of many tests at once, what is left for one alone
 * @param floor the ratio under which nothing is claimed, at least 1
 */
public record Power(double change, double level, double floor) {
    private static final double WANTED = 0.9;
    private static final int MOST = 100_000;
    private static final NormalDistribution NORMAL = new NormalDistribution();

    /**
     * The forks that each side would need, given how they differed; empty where no number does, because the change
     * lies under the floor, and where a side has one fork, which tells nothing of how forks differ.
     */
    public OptionalInt forks(LogEstimate one, LogEstimate other) {
        double a = one.variancePerFork();
        double b = other.variancePerFork();
        return fewest(1, forks -> shows(Math.sqrt((a + b) / forks), LogRatio.degreesOfFreedom(a, forks, b, forks)));
    }

    /** The rounds that a paired ratio would need, given how those differed that it is of; likewise. */
    public OptionalInt rounds(LogRatio paired) {
        double measured = paired.degreesOfFreedom() + 1;
        double variance = paired.standardError() * paired.standardError() * measured;
        return fewest(LogRatio.FEWEST_PAIRS - 1, rounds -> shows(Math.sqrt(variance / rounds), rounds - 1.0));
    }

    private OptionalInt fewest(int few, IntPredicate shows) {
        if (floor >= change || !shows.test(MOST)) {
            return OptionalInt.empty();
        }
        int tooFew = few;
        int enough = MOST;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (shows.test(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return OptionalInt.of(enough);
    }

    private boolean shows(double error, double freedom) {
        if (error == 0) {
            return true;
        }
        if (Double.isNaN(error)) {
            return false;
        }
        double needed = new TDistribution(freedom).inverseCumulativeProbability(1 - level / 2);
        double significant = noncentral(freedom, Math.log(change) / error, needed);
        double beyondFloor = NORMAL.cumulativeProbability((Math.log(change) - Math.log(floor)) / error);
        return Math.min(significant, beyondFloor) >= WANTED;
    }

    /** How likely Student's t around {@code centre} is above {@code t}: Abramowitz and Stegun, 26.7.10. */
    private static double noncentral(double freedom, double centre, double t) {
        double z = (t * (1 - 1 / (4 * freedom)) - centre) / Math.sqrt(1 + t * t / (2 * freedom));
        return NORMAL.cumulativeProbability(-z);
    }
}
