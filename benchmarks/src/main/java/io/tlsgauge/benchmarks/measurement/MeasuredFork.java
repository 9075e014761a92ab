package io.tlsgauge.benchmarks.measurement;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;

/**
 * What one fork measured.
 *
 * @param results as JMH gives them, one a benchmark
 * @param iterations all of them in the order of time, warm-up included
 */
record MeasuredFork(ArrayList<BenchmarkResult> results, ArrayList<IterationResult> iterations) implements Serializable {
    private static final long serialVersionUID = 1L;

    MeasuredFork(List<BenchmarkResult> results, List<IterationResult> iterations) {
        this(new ArrayList<>(results), new ArrayList<>(iterations));
    }

    /** The score of the first benchmark; NaN if there is none. */
    double score() {
        return results.isEmpty()
                ? Double.NaN
                : results.get(0).getPrimaryResult().getScore();
    }
}
