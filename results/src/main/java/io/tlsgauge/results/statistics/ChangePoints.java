package io.tlsgauge.results.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Where a series changed: E-Divisive (Matteson and James, "A nonparametric approach for multiple change point analysis
 * of multivariate data", 2014), as MongoDB and Apache Otava use it on histories of benchmarks.
 *
 * <p>A series is cut where the energy distance between both parts is greatest, if it is greater than nearly all that
 * shuffled series show; then each part likewise. The series is of moments, such as runs, and each moment has several
 * values, such as forks: the series is cut between moments only, but it is the values that are shuffled, so that three
 * runs of ten forks can show a change where three figures could not.
 *
 * <p>Shuffling ends early where enough shuffles were as great as the series (Besag and Clifford, "Sequential Monte
 * Carlo p-values", 1991): so a p-value can be as small as many tests need it, and costs that only where it is small.
 */
public final class ChangePoints {
    private static final int FEWEST_SHUFFLES = 999;
    private static final int ENOUGH_AS_GREAT = 10;
    /** The least p-value is this part of the level that a test is held against. */
    private static final int LEAST_OF_LEVEL = 20;

    private static final double ROUNDING = 1e-9;

    /** What may be exchanged where nothing changed. */
    public enum Exchangeable {
        /** Every value with every other. */
        ALL,
        /** The values of one place in their moments: all that one fork measured, in a series of iterations. */
        WITHIN_PLACE
    }

    /**
     * A cut of a series.
     *
     * @param moment the first moment after the change
     * @param pValue how likely so great a change is to be seen somewhere where there is none
     */
    public record Change(int moment, double pValue) {}

    private final double[][] moments;
    private final Exchangeable exchangeable;
    private final int mostShuffles;
    private final RandomGenerator random;

    /**
     * @param moments the values of each moment, in the order of time, at least one each
     * @param level the least level that a change is held against: a twentieth of it can be told
     * @param random what the shuffles are drawn from
     */
    public ChangePoints(double[][] moments, Exchangeable exchangeable, double level, RandomGenerator random) {
        this.moments = Arrays.stream(moments).map(double[]::clone).toArray(double[][]::new);
        this.exchangeable = exchangeable;
        this.mostShuffles = (int) Math.max(FEWEST_SHUFFLES, Math.ceil(LEAST_OF_LEVEL / level));
        this.random = random;
    }

    /** The likeliest cut of the whole series, however unlikely; none if the series is of one moment. */
    public Optional<Change> strongest() {
        return strongest(0, moments.length);
    }

    /** All changes whose p-value is at most {@code level}, in the order of time. */
    public List<Change> all(double level) {
        List<Change> changes = new ArrayList<>();
        strongest().ifPresent(change -> addFrom(0, moments.length, change, level, changes));
        return changes;
    }

    private void addFrom(int from, int to, Change change, double level, List<Change> changes) {
        if (change.pValue > level) {
            return;
        }
        strongest(from, change.moment).ifPresent(next -> addFrom(from, change.moment, next, level, changes));
        changes.add(change);
        strongest(change.moment, to).ifPresent(next -> addFrom(change.moment, to, next, level, changes));
    }

    private Optional<Change> strongest(int from, int to) {
        if (to - from < 2) {
            return Optional.empty();
        }
        double[][] part = Arrays.stream(moments, from, to).map(double[]::clone).toArray(double[][]::new);
        Cut cut = Cut.best(part);
        int asGreat = 0;
        int shuffles = 0;
        while (shuffles < mostShuffles && asGreat < ENOUGH_AS_GREAT) {
            shuffles++;
            shuffle(part);
            if (Cut.best(part).distance >= cut.distance * (1 - ROUNDING)) {
                asGreat++;
            }
        }
        double pValue = asGreat == ENOUGH_AS_GREAT ? (double) asGreat / shuffles : (1.0 + asGreat) / (1 + shuffles);
        return Optional.of(new Change(from + cut.moment, pValue));
    }

    private void shuffle(double[][] part) {
        if (exchangeable == Exchangeable.WITHIN_PLACE) {
            for (int place = 0; place < part[0].length; place++) {
                for (int i = part.length - 1; i > 0; i--) {
                    swap(part, i, place, random.nextInt(i + 1), place);
                }
            }
            return;
        }
        List<int[]> values = new ArrayList<>();
        for (int moment = 0; moment < part.length; moment++) {
            for (int place = 0; place < part[moment].length; place++) {
                values.add(new int[] {moment, place});
            }
        }
        for (int i = values.size() - 1; i > 0; i--) {
            int[] one = values.get(i);
            int[] other = values.get(random.nextInt(i + 1));
            swap(part, one[0], one[1], other[0], other[1]);
        }
    }

    private static void swap(double[][] part, int moment, int place, int otherMoment, int otherPlace) {
        double value = part[moment][place];
        part[moment][place] = part[otherMoment][otherPlace];
        part[otherMoment][otherPlace] = value;
    }

    /** A cut, and the energy distance of its parts, weighted by their sizes. */
    private record Cut(int moment, double distance) {
        static Cut best(double[][] part) {
            double[] values =
                    Arrays.stream(part).flatMapToDouble(Arrays::stream).toArray();
            double[] toAll = new double[values.length];
            double within = 0;
            for (int i = 0; i < values.length; i++) {
                toAll[i] = distances(values, i, values.length);
                within += toAll[i] / 2;
            }
            double total = within;
            double left = 0;
            double right = total;
            int moved = 0;
            Cut best = new Cut(1, Double.NEGATIVE_INFINITY);
            for (int moment = 0; moment < part.length - 1; moment++) {
                for (int place = 0; place < part[moment].length; place++) {
                    double toMoved = distances(values, moved, moved);
                    left += toMoved;
                    right -= toAll[moved] - toMoved;
                    moved++;
                }
                double n = moved;
                double m = values.length - moved;
                double across = total - left - right;
                double energy = 2 * across / (n * m) - 2 * left / (n * n) - 2 * right / (m * m);
                double distance = energy * n * m / (n + m);
                if (distance > best.distance) {
                    best = new Cut(moment + 1, distance);
                }
            }
            return best;
        }

        /** The sum of the distances of value {@code i} to the first {@code count} values. */
        private static double distances(double[] values, int i, int count) {
            double sum = 0;
            for (int j = 0; j < count; j++) {
                sum += Math.abs(values[i] - values[j]);
            }
            return sum;
        }
    }
}
