package io.tlsgauge.results.peers;

import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.JmhResults;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The results of a run, found by what they measured; all with the one suite and key that engine and peers share. */
final class Measured {
    private static final long SEED = 1;
    private static final int DRAWS = 10_000;
    private static final String SUITE = "TLS_RSA_WITH_AES_128_GCM_SHA256";
    private static final String KEY_BITS = "2048";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final List<JmhResult> results;

    Measured(JmhResults results) {
        this.results = results.all().stream()
                .filter(result -> result.param("suite").orElse(SUITE).equals(SUITE)
                        && result.param("keyBits").orElse(KEY_BITS).equals(KEY_BITS))
                .toList();
    }

    /** What one benchmark measured with some threads, in the order of the run's file. */
    Stream<JmhResult> of(String benchmark, int threads) {
        return results.stream().filter(result -> result.isOf(benchmark, threads, Map.of()));
    }

    /** The first with these parameters. */
    Optional<JmhResult> find(String benchmark, int threads, Map<String, String> params) {
        return results.stream()
                .filter(result -> result.isOf(benchmark, threads, params))
                .findFirst();
    }

    /** The logarithm of operations a second. */
    static Optional<LogEstimate> speed(JmhResult result) {
        return Scores.of(result).map(Measured::speed);
    }

    static LogEstimate speed(Scores scores) {
        return scores.logSpeed(SEED);
    }

    /** The logarithm of bytes allocated an operation. */
    static Optional<LogEstimate> allocated(JmhResult result) {
        return result.secondary(ALLOCATED)
                .map(metric -> new Sample(metric.rawData()))
                .filter(Sample::positive)
                .map(sample -> sample.logMean(new SplittableRandom(SEED), DRAWS));
    }

    /** The fastest. */
    static Optional<JmhResult> fastest(Stream<JmhResult> candidates) {
        return candidates
                .filter(result -> speed(result).isPresent())
                .max(Comparator.comparingDouble(
                        result -> speed(result).orElseThrow().log()));
    }
}
