package io.tlsgauge.results.compare;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.Sample;
import io.tlsgauge.results.warmup.SteadyState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What one run measured of one benchmark, in operations a second or seconds an operation.
 *
 * @param unit the unit it was written in
 * @param sample every iteration, by fork
 */
public record Scores(ScoreUnit unit, Sample sample) {
    /** How often a sample is drawn again for a standard error. */
    public static final int DRAWS = 10_000;

    private static final int MOST_STEPS = 30;

    /** The scores of a result; none where a unit is not JMH's, or a fork gave nothing that has a ratio. */
    public static Optional<Scores> of(JmhResult result) {
        Optional<ScoreUnit> unit = ScoreUnit.of(result.primary().unit());
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        double factor = unit.get().factor();
        Sample sample = new Sample(result.primary().rawData().stream()
                .map(fork -> fork.stream().map(score -> score * factor).toList())
                .toList());
        return hasRatio(unit.get(), sample) ? Optional.of(new Scores(unit.get(), sample)) : Optional.empty();
    }

    /** A rate may be nothing for an iteration, as where all threads wait; an operation that takes no time is none. */
    private static boolean hasRatio(ScoreUnit unit, Sample sample) {
        return sample.positive()
                && (unit.rate() || sample.forks().stream().flatMap(List::stream).allMatch(time -> time > 0));
    }

    /**
     * The logarithm of the mean, in the unit it was written in.
     *
     * @param seed what the error is drawn by
     */
    public LogEstimate logScore(long seed) {
        LogEstimate mean = sample.logMean(new SplittableRandom(seed), DRAWS);
        return new LogEstimate(mean.log() - Math.log(unit.factor()), mean.standardError(), mean.forks());
    }

    /**
     * The logarithm of the speed: operations a second, whatever was measured.
     *
     * @param seed what the error is drawn by
     */
    public LogEstimate logSpeed(long seed) {
        LogEstimate mean = sample.logMean(new SplittableRandom(seed), DRAWS);
        return unit.rate() ? mean : mean.reciprocal();
    }

    /** The mean speed of each fork, operations a second. */
    public double[] forkSpeeds() {
        return Arrays.stream(sample.forkMeans())
                .map(mean -> unit.rate() ? mean : 1 / mean)
                .toArray();
    }

    /** The speed of each iteration, by fork, operations a second. */
    public List<List<Double>> speeds() {
        return sample.forks().stream().map(fork -> speeds(fork, 1)).toList();
    }

    /** Whether the iterations were steady; of many short ones, whether so many means of neighbours were. */
    public SteadyState steadyState(long seed) {
        // of all forks alike: one that was cut short has fewer steps, not shorter ones
        int longest = sample.forks().stream().mapToInt(List::size).max().orElse(0);
        int length = Math.max(1, (longest + MOST_STEPS - 1) / MOST_STEPS);
        List<List<Double>> speeds =
                sample.forks().stream().map(fork -> speeds(fork, length)).toList();
        return SteadyState.of(speeds, new SplittableRandom(seed));
    }

    private List<Double> speeds(List<Double> fork, int length) {
        List<Double> speeds = new ArrayList<>();
        for (int step = 0; step < fork.size() / length; step++) {
            speeds.add(fork.subList(step * length, (step + 1) * length).stream()
                    .mapToDouble(value -> unit.rate() ? value : 1 / value)
                    .average()
                    .orElseThrow());
        }
        return speeds;
    }

    /** The mean in another unit of the same kind. */
    double meanIn(ScoreUnit other) {
        return sample.mean() / other.factor();
    }

    int iterations() {
        return sample.forks().stream().mapToInt(List::size).sum();
    }
}
