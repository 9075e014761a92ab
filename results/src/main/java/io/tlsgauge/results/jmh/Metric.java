package io.tlsgauge.results.jmh;

import java.util.List;
import java.util.Objects;

/**
 * One figure of a JMH result, with what it was aggregated from.
 *
 * @param score the aggregate as JMH gives it; NaN where it has none
 * @param error half the width of JMH's confidence interval (99.9 %), NaN where there are too few iterations for one
 * @param unit the unit as JMH writes it, such as {@code ops/s} or {@code B/op}
 * @param rawData the score of each measured iteration, by fork; of a sampling mode, the mean of the iteration's samples
 */
public record Metric(double score, double error, String unit, List<List<Double>> rawData) {
    public Metric {
        Objects.requireNonNull(unit, "unit");
        rawData = rawData.stream().map(List::copyOf).toList();
    }

    /** The sum over all iterations of all forks: the total of a metric that counts events. */
    public double total() {
        return rawData.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
