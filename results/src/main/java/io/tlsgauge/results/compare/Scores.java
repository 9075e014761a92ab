package io.tlsgauge.results.compare;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.Sample;
import io.tlsgauge.results.warmup.SteadyState;
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

    /** The scores of a result; none where a unit is not JMH's, or an iteration gave nothing that has a ratio. */
    public static Optional<Scores> of(JmhResult result) {
        Optional<ScoreUnit> unit = ScoreUnit.of(result.primary().unit());
        if (unit.isEmpty()) {
            return Optional.empty();
        }
        double factor = unit.get().factor();
        Sample sample = new Sample(result.primary().rawData().stream()
                .map(fork -> fork.stream().map(score -> score * factor).toList())
                .toList());
        return sample.positive() ? Optional.of(new Scores(unit.get(), sample)) : Optional.empty();
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

    /** Whether the iterations were steady. */
    public SteadyState steadyState(long seed) {
        List<List<Double>> speeds = sample.forks().stream()
                .map(fork -> fork.stream()
                        .map(value -> unit.rate() ? value : 1 / value)
                        .toList())
                .toList();
        return SteadyState.of(speeds, new SplittableRandom(seed));
    }

    /** The mean in another unit of the same kind. */
    double meanIn(ScoreUnit other) {
        return sample.mean() / other.factor();
    }

    int iterations() {
        return sample.forks().stream().mapToInt(List::size).sum();
    }
}
