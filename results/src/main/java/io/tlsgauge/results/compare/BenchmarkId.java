package io.tlsgauge.results.compare;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.jmh.JmhResult;
import java.util.Comparator;
import java.util.Objects;

/**
 * What pairs a measurement with its like in another run.
 *
 * @param key benchmark, threads and parameters
 * @param mode as JMH labels it
 */
public record BenchmarkId(@JsonUnwrapped BenchmarkKey key, String mode) implements Comparable<BenchmarkId> {
    private static final Comparator<BenchmarkId> ORDER =
            Comparator.comparing(BenchmarkId::key).thenComparing(BenchmarkId::mode);

    public BenchmarkId {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(mode, "mode");
    }

    /** What a result is of. */
    public static BenchmarkId of(JmhResult result) {
        return new BenchmarkId(result.key(), result.mode());
    }

    @Override
    public int compareTo(BenchmarkId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return key + ", " + mode;
    }
}
