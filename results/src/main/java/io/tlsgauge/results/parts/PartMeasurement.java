package io.tlsgauge.results.parts;

import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.jmh.JmhResults;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A benchmark that measures a part, on one thread.
 *
 * @param benchmark its class and method, as in {@code PrfBenchmark.key}
 * @param params its parameters by name
 */
public record PartMeasurement(String benchmark, Map<String, String> params) {
    private static final double MICROS = 1e6;

    public PartMeasurement {
        params = Map.copyOf(params);
    }

    /** Microseconds an operation, in each round; empty where it was not measured. */
    Optional<double[]> micros(JmhResults results) {
        return results.all().stream()
                .filter(result -> result.isOf(benchmark, 1, params))
                .findFirst()
                .flatMap(Scores::of)
                .map(scores -> Arrays.stream(scores.forkSpeeds())
                        .map(speed -> MICROS / speed)
                        .toArray());
    }
}
