package io.tlsgauge.results.warmup;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tlsgauge.results.statistics.ChangePoints;
import io.tlsgauge.results.statistics.ChangePoints.Change;
import io.tlsgauge.results.statistics.ChangePoints.Exchangeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Whether the measured iterations of a benchmark were steady, after Barrett, Bolz-Tereick, Killick, Mount and Tratt,
 * "Virtual machine warmup blows hot and cold" (2017): the series is cut where it changes, and the last part tells.
 * Where they had thousands of iterations a fork, JMH has ten: so all forks are looked at together, each around its own
 * mean, and the iterations of a fork shuffled among themselves; then each fork alone. A change of less than half a
 * percent is none.
 *
 * @param shape what became of the series
 * @param series the rate of each iteration, averaged over forks, as a share of the highest; empty of fewer than four
 * @param unsteadyForks how many forks, looked at alone, are not flat
 */
public record SteadyState(Shape shape, List<Double> series, int unsteadyForks) {
    private static final double LEVEL = 0.01;
    private static final double LEAST_CHANGE = 0.005;
    private static final double LEAST_STEADY_SHARE = 0.25;
    private static final int LEAST_ITERATIONS = 4;
    private static final int LEAST_SHOWN_PART = 20;
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final String PLAIN_BARS = "_.,-~=+#";

    /** What becomes of a series of iterations. */
    public enum Shape {
        /** Steady from the first iteration. */
        FLAT("flat"),
        /** It got faster, then steady: the warm-up was too short. */
        WARM_UP("still warming up"),
        /** It got slower, then steady. */
        SLOWDOWN("slowing down"),
        /** It still changed in its last quarter. */
        NO_STEADY_STATE("no steady state"),
        /** Flat on average, but some forks are not. */
        INCONSISTENT("some forks unsteady"),
        /** Flat, as far as so few iterations of so few forks can show; or fewer than four iterations. */
        TOO_SHORT("too short to tell");

        private final String words;

        Shape(String words) {
            this.words = words;
        }

        /** The shape in words. */
        @JsonValue
        public String words() {
            return words;
        }
    }

    public SteadyState {
        Objects.requireNonNull(shape, "shape");
        series = List.copyOf(series);
    }

    /**
     * Judges the iterations of some forks.
     *
     * @param forks the rate of each iteration, by fork; those with fewer iterations than others are left out
     * @param random what is shuffled by
     */
    public static SteadyState of(List<List<Double>> forks, RandomGenerator random) {
        int iterations = forks.stream().mapToInt(List::size).max().orElse(0);
        double[][] whole = forks.stream()
                .filter(fork -> fork.size() == iterations)
                .map(SteadyState::aroundItsMean)
                .toArray(double[][]::new);
        if (iterations < LEAST_ITERATIONS) {
            return new SteadyState(Shape.TOO_SHORT, List.of(), 0);
        }
        int unsteady = 0;
        for (double[] fork : whole) {
            if (shape(new double[][] {fork}, LEVEL / whole.length, random) != Shape.FLAT) {
                unsteady++;
            }
        }
        Shape together = shape(whole, LEVEL, random);
        Shape shape = together != Shape.FLAT
                ? together
                : unsteady > 0 ? Shape.INCONSISTENT : tells(iterations, whole.length) ? together : Shape.TOO_SHORT;
        return new SteadyState(shape, shares(moments(whole)), unsteady);
    }

    /**
     * Whether a warm-up of a twentieth of the iterations would show, if all forks had it: shuffling brings it about by
     * chance as seldom as its length can be chosen from a fork's iterations, and a slowdown of the last as often.
     */
    private static boolean tells(int iterations, int forks) {
        int length = Math.max(1, iterations / LEAST_SHOWN_PART);
        return 2 / Math.pow(CombinatoricsUtils.binomialCoefficientDouble(iterations, length), forks) <= LEVEL;
    }

    /** Whether the figures can be taken as those of a steady state, as far as can be told. */
    public boolean steady() {
        return shape == Shape.FLAT || shape == Shape.TOO_SHORT;
    }

    /**
     * The series as a line of small bars, from 0 at the lowest rate to full at the highest; a range of less than 2 %
     * is drawn as one of 2 %.
     *
     * @param unicode whether block characters can be shown
     */
    public String picture(boolean unicode) {
        String bars = unicode ? BARS : PLAIN_BARS;
        double least = series.stream().mapToDouble(Double::doubleValue).min().orElse(1);
        double range = Math.max(1 - least, 0.02);
        StringBuilder picture = new StringBuilder();
        for (double share : series) {
            picture.append(bars.charAt((int) Math.round((bars.length() - 1) * (1 - (1 - share) / range))));
        }
        return picture.toString();
    }

    private static double[] aroundItsMean(List<Double> fork) {
        double[] values = fork.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = StatUtils.mean(values);
        return Arrays.stream(values).map(value -> value / mean).toArray();
    }

    /** From forks by iteration to iterations by fork. */
    private static double[][] moments(double[][] forks) {
        double[][] moments = new double[forks[0].length][forks.length];
        for (int i = 0; i < moments.length; i++) {
            for (int fork = 0; fork < forks.length; fork++) {
                moments[i][fork] = forks[fork][i];
            }
        }
        return moments;
    }

    private static List<Double> shares(double[][] moments) {
        double[] means = Arrays.stream(moments).mapToDouble(StatUtils::mean).toArray();
        double highest = StatUtils.max(means);
        return Arrays.stream(means).map(mean -> mean / highest).boxed().toList();
    }

    private static Shape shape(double[][] forks, double level, RandomGenerator random) {
        double[][] moments = moments(forks);
        double[] means = Arrays.stream(moments).mapToDouble(StatUtils::mean).toArray();
        List<Integer> starts =
                starts(new ChangePoints(moments, Exchangeable.WITHIN_PLACE, level, random).all(level), means);
        if (starts.size() == 1) {
            return Shape.FLAT;
        }
        int last = starts.get(starts.size() - 1);
        if (means.length - last < LEAST_STEADY_SHARE * means.length) {
            return Shape.NO_STEADY_STATE;
        }
        double steady = mean(means, last, means.length);
        for (int part = 0; part < starts.size() - 1; part++) {
            if (mean(means, starts.get(part), starts.get(part + 1)) > steady) {
                return Shape.SLOWDOWN;
            }
        }
        return Shape.WARM_UP;
    }

    /** Where the parts of a series start, the first at 0; a change too small to count starts none. */
    private static List<Integer> starts(List<Change> changes, double[] means) {
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (int i = 0; i < changes.size(); i++) {
            int moment = changes.get(i).moment();
            int end = i + 1 < changes.size() ? changes.get(i + 1).moment() : means.length;
            double before = mean(means, starts.get(starts.size() - 1), moment);
            if (Math.abs(mean(means, moment, end) - before) > LEAST_CHANGE) {
                starts.add(moment);
            }
        }
        return starts;
    }

    private static double mean(double[] values, int from, int to) {
        return StatUtils.mean(values, from, to - from);
    }
}
