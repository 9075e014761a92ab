package io.tlsgauge.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Gunther's Universal Scalability Law: {@code N} threads do {@code λ N / (1 + σ (N-1) + κ N (N-1))} operations a second
 * ("Guerrilla Capacity Planning", 2007). Contention σ is the share of the work that only one thread at a time can do;
 * crosstalk κ is what each pair of threads costs, and makes the rate fall again beyond some number of them.
 *
 * <p>The time {@code N / rate} is linear in {@code 1/λ}, {@code σ/λ} and {@code κ/λ}: so the fit is one of linear least
 * squares, of relative errors, without a first guess that it could depend on. Neither σ nor κ can be negative; where
 * the best fit has one that is, it is the best of those without it. Intervals come from rates drawn again, each from
 * Student's distribution around what was measured, as its forks allow.
 *
 * @param single λ, the rate of one thread
 * @param contention σ
 * @param crosstalk κ; empty if two thread counts were measured, from which σ and κ cannot be told apart: σ stands for
 *     both
 */
public record ScalabilityLaw(Coefficient single, Coefficient contention, Optional<Coefficient> crosstalk) {
    private static final int DRAWS = 1_000;
    private static final double CONFIDENCE = 0.95;
    /** A factor of a hundred: few forks let rates be drawn that are too far apart for any fit. */
    private static final double FURTHEST_LOG = Math.log(100);

    /**
     * A coefficient with its interval of 95 %.
     *
     * @param value the best fit's
     * @param low empty if a rate was measured by one fork
     * @param high likewise
     */
    public record Coefficient(double value, OptionalDouble low, OptionalDouble high) {}

    /**
     * Fits the law.
     *
     * @param rates what all threads do together, in any unit of a rate, by number of threads
     * @return empty if there are fewer than two numbers of threads
     */
    public static Optional<ScalabilityLaw> fit(SortedMap<Integer, LogEstimate> rates, RandomGenerator random) {
        if (rates.size() < 2) {
            return Optional.empty();
        }
        boolean known = rates.values().stream().allMatch(rate -> rate.forks() > 1);
        double[] best = fit(means(rates));
        double[][] drawn = new double[best.length][known ? DRAWS : 0];
        for (int draw = 0; known && draw < DRAWS; draw++) {
            double[] again = fit(draw(rates, random));
            for (int i = 0; i < again.length; i++) {
                drawn[i][draw] = again[i];
            }
        }
        List<Coefficient> coefficients = new ArrayList<>();
        for (int i = 0; i < best.length; i++) {
            coefficients.add(new Coefficient(
                    best[i],
                    known
                            ? OptionalDouble.of(StatUtils.percentile(drawn[i], 50 * (1 - CONFIDENCE)))
                            : OptionalDouble.empty(),
                    known
                            ? OptionalDouble.of(StatUtils.percentile(drawn[i], 50 * (1 + CONFIDENCE)))
                            : OptionalDouble.empty()));
        }
        return Optional.of(new ScalabilityLaw(
                coefficients.get(0),
                coefficients.get(1),
                coefficients.stream().skip(2).findFirst()));
    }

    /** The rate that the law gives to a number of threads. */
    public double rate(double threads) {
        double kappa = crosstalk.map(Coefficient::value).orElse(0.0);
        return single.value * threads / (1 + contention.value * (threads - 1) + kappa * threads * (threads - 1));
    }

    /** The number of threads with the highest rate; empty if more always do more. */
    public OptionalDouble peakThreads() {
        double kappa = crosstalk.map(Coefficient::value).orElse(0.0);
        return kappa > 0
                ? OptionalDouble.of(Math.sqrt(Math.max(0, 1 - contention.value) / kappa))
                : OptionalDouble.empty();
    }

    private static SortedMap<Integer, Double> means(SortedMap<Integer, LogEstimate> rates) {
        SortedMap<Integer, Double> means = new TreeMap<>();
        rates.forEach((threads, rate) -> means.put(threads, rate.figure()));
        return means;
    }

    private static SortedMap<Integer, Double> draw(SortedMap<Integer, LogEstimate> rates, RandomGenerator random) {
        SortedMap<Integer, Double> drawn = new TreeMap<>();
        rates.forEach((threads, rate) -> {
            double t = student(random, rate.forks() - 1);
            double away = Math.max(-FURTHEST_LOG, Math.min(FURTHEST_LOG, t * rate.standardError()));
            drawn.put(threads, Math.exp(rate.log() + away));
        });
        return drawn;
    }

    /** Drawn from Student's distribution, by its definition: a normal deviate over the root of a mean of squared ones. */
    private static double student(RandomGenerator random, int degreesOfFreedom) {
        double squares = 0;
        for (int i = 0; i < degreesOfFreedom; i++) {
            double deviate = random.nextGaussian();
            squares += deviate * deviate;
        }
        return random.nextGaussian() / Math.sqrt(squares / degreesOfFreedom);
    }

    /** λ, σ and, of three rates or more, κ. */
    private static double[] fit(SortedMap<Integer, Double> rates) {
        int unknown = Math.min(3, rates.size());
        List<int[]> choices = unknown == 2
                ? List.of(new int[] {0, 1})
                : List.of(new int[] {0, 1, 2}, new int[] {0, 1}, new int[] {0, 2});
        double[] best = new double[unknown];
        double least = Double.POSITIVE_INFINITY;
        for (int[] choice : choices) {
            RealMatrix terms = terms(rates, choice);
            RealVector ones = new ArrayRealVector(rates.size(), 1);
            RealVector solution = new QRDecomposition(terms).getSolver().solve(ones);
            double error = terms.operate(solution).subtract(ones).getNorm();
            if (solution.getMinValue() >= 0 && solution.getEntry(0) > 0 && error < least) {
                least = error;
                Arrays.fill(best, 0);
                for (int i = 0; i < choice.length; i++) {
                    best[choice[i]] = i == 0 ? 1 / solution.getEntry(0) : solution.getEntry(i) / solution.getEntry(0);
                }
            }
        }
        if (least == Double.POSITIVE_INFINITY) {
            best[0] = linear(rates);
        }
        return best;
    }

    /** Each term of the time as a share of the time measured. */
    private static RealMatrix terms(SortedMap<Integer, Double> rates, int[] choice) {
        RealMatrix terms = new Array2DRowRealMatrix(rates.size(), choice.length);
        int row = 0;
        for (Map.Entry<Integer, Double> rate : rates.entrySet()) {
            double threads = rate.getKey();
            double[] all = {1, threads - 1, threads * (threads - 1)};
            for (int i = 0; i < choice.length; i++) {
                terms.setEntry(row, i, all[choice[i]] * rate.getValue() / threads);
            }
            row++;
        }
        return terms;
    }

    /** λ where neither σ nor κ is above 0: each thread does as much as one alone, or more. */
    private static double linear(SortedMap<Integer, Double> rates) {
        double sum = 0;
        double squares = 0;
        for (Map.Entry<Integer, Double> rate : rates.entrySet()) {
            double perThread = rate.getValue() / rate.getKey();
            sum += perThread;
            squares += perThread * perThread;
        }
        return squares / sum;
    }
}
