package io.tlsgauge.results.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * What several forks measured of one figure, each in several iterations.
 *
 * <p>The standard error comes from hierarchical resampling: forks with replacement, then iterations within (Kalibera
 * and Jones, "Rigorous benchmarking in reasonable time", 2013). Drawn plainly it is wrong twice. {@code n} forks drawn
 * from {@code n} vary too little, by {@code (n-1)/n}; and a fork's mean holds the noise of its iterations already,
 * which drawing iterations adds a second time. So the forks' deviations are first shrunk to what forks differ beyond
 * their iterations' noise (the variance component, at least 0), and both levels' deviations enlarged by the square
 * root of {@code n/(n-1)}: the "reflated residuals" of Carpenter, Goldstein and Rasbash, 2003. {@link LogRatio} tells
 * what that is worth.
 *
 * @param forks the figure of each iteration, by fork; forks without an iteration are left out
 */
public record Sample(List<List<Double>> forks) {
    public Sample {
        forks = forks.stream().filter(fork -> !fork.isEmpty()).map(List::copyOf).toList();
    }

    /** Whether there is a fork, and each has a positive mean: an iteration alone may have come to a standstill. */
    public boolean positive() {
        return !forks.isEmpty()
                && forks.stream().flatMap(List::stream).allMatch(Double::isFinite)
                && Arrays.stream(forkMeans()).allMatch(mean -> mean > 0);
    }

    /** The mean over forks of their means: every fork counts the same. */
    public double mean() {
        return StatUtils.mean(forkMeans());
    }

    /** The mean of each fork. */
    public double[] forkMeans() {
        return forks.stream().mapToDouble(fork -> StatUtils.mean(values(fork))).toArray();
    }

    /**
     * The logarithm of the mean, with its standard error by resampling.
     *
     * @param draws how often the sample is drawn again; the error of the standard error is {@code 1/√(2 draws)} of it
     */
    public LogEstimate logMean(RandomGenerator random, int draws) {
        double mean = mean();
        if (forks.size() < 2) {
            return new LogEstimate(Math.log(mean), Double.NaN, forks.size());
        }
        double[] drawn = new Resampling(mean).draw(random, draws);
        return new LogEstimate(Math.log(mean), new StandardDeviation().evaluate(drawn) / mean, forks.size());
    }

    /** The two levels, their deviations scaled so that drawing from them has the right variance. */
    private final class Resampling {
        private final double mean;
        private final double[] forkDeviations;
        private final double[][] iterationDeviations;

        Resampling(double mean) {
            this.mean = mean;
            int n = forks.size();
            double[] means = forkMeans();
            double between = StatUtils.variance(means);
            double noise = forks.stream()
                    .mapToDouble(fork -> fork.size() < 2 ? 0 : StatUtils.variance(values(fork)) / fork.size())
                    .average()
                    .orElseThrow();
            double shrinking = between > 0 ? Math.sqrt(Math.max(0, between - noise) / between) : 0;
            forkDeviations = new double[n];
            iterationDeviations = new double[n][];
            for (int fork = 0; fork < n; fork++) {
                forkDeviations[fork] = (means[fork] - mean) * shrinking * enlarging(n);
                double[] iterations = values(forks.get(fork));
                for (int i = 0; i < iterations.length; i++) {
                    iterations[i] = (iterations[i] - means[fork]) * enlarging(iterations.length);
                }
                iterationDeviations[fork] = iterations;
            }
        }

        private static double enlarging(int count) {
            return count < 2 ? 0 : Math.sqrt(count / (count - 1.0));
        }

        /** The mean of each sample drawn. */
        double[] draw(RandomGenerator random, int draws) {
            double[] drawn = new double[draws];
            for (int draw = 0; draw < draws; draw++) {
                double sum = 0;
                for (int i = 0; i < forkDeviations.length; i++) {
                    int fork = random.nextInt(forkDeviations.length);
                    sum += forkDeviations[fork] + drawIterations(random, iterationDeviations[fork]);
                }
                drawn[draw] = mean + sum / forkDeviations.length;
            }
            return drawn;
        }

        private static double drawIterations(RandomGenerator random, double[] deviations) {
            double sum = 0;
            for (int i = 0; i < deviations.length; i++) {
                sum += deviations[random.nextInt(deviations.length)];
            }
            return sum / deviations.length;
        }
    }

    private static double[] values(List<Double> fork) {
        return fork.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
