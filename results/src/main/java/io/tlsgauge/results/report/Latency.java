package io.tlsgauge.results.report;

import io.tlsgauge.results.compare.Change;
import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.latency.ForkLatencies;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.statistics.LogEstimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * The latencies of one benchmark in one run, all forks put together.
 *
 * @param count how many
 * @param percentiles those that people ask for
 * @param distribution the whole of it, as pairs of a percentile and µs
 */
public record Latency(long count, List<Percentile> percentiles, List<List<Double>> distribution) {
    private static final double[] ASKED = {50, 90, 99, 99.9, 99.99};
    private static final double NANOS = 1_000;

    /**
     * A percentile.
     *
     * @param percentile such as 99.9
     * @param micros in µs
     * @param low the lower end of its interval; empty if one fork recorded latencies
     * @param high the upper end
     */
    public record Percentile(double percentile, double micros, OptionalDouble low, OptionalDouble high) {}

    /** The latencies of a log, if there are any, and none of them is nothing. */
    static Optional<Latency> of(LatencyLog log, long seed) {
        ForkLatencies forks = ForkLatencies.of(log);
        if (forks.forks() == 0 || forks.percentileNanos(0) == 0) {
            return Optional.empty();
        }
        List<Percentile> percentiles = new ArrayList<>();
        for (double percentile : ASKED) {
            if (log.count() * (1 - percentile / 100) >= 1) {
                percentiles.add(percentile(forks, percentile, seed));
            }
        }
        List<List<Double>> distribution = log.distribution().stream()
                .map(point -> List.of(point.percentile(), point.nanos() / NANOS))
                .toList();
        return Optional.of(new Latency(log.count(), percentiles, distribution));
    }

    private static Percentile percentile(ForkLatencies forks, double percentile, long seed) {
        double[] drawn = forks.forks() > 1
                ? forks.resample(percentile, new SplittableRandom(seed), Scores.DRAWS)
                : new double[0];
        long nanos = forks.percentileNanos(percentile);
        LogEstimate estimate = LogEstimate.resampled(nanos, drawn, forks.forks());
        return new Percentile(
                percentile,
                nanos / NANOS,
                micros(estimate.low(Change.CONFIDENCE)),
                micros(estimate.high(Change.CONFIDENCE)));
    }

    private static OptionalDouble micros(OptionalDouble nanos) {
        return nanos.isPresent() ? OptionalDouble.of(nanos.getAsDouble() / NANOS) : nanos;
    }
}
