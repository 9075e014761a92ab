package io.tlsgauge.results.jmh;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells one measurement from another: the benchmark, its threads and its parameters. The same
 * measurement has the same key in every run.
 *
 * @param benchmark the benchmark method's full name, such as {@code io.tlsgauge.benchmarks.HandshakeBenchmark.handshake}
 * @param threads the number of benchmark threads, at least 1
 * @param params the benchmark's parameters by name
 */
public record BenchmarkKey(String benchmark, int threads, SortedMap<String, String> params)
        implements Comparable<BenchmarkKey> {
    private static final Comparator<BenchmarkKey> ORDER = Comparator.comparing(BenchmarkKey::benchmark)
            .thenComparing(key -> key.params().toString())
            .thenComparing(BenchmarkKey::threads);

    public BenchmarkKey {
        Objects.requireNonNull(benchmark, "benchmark");
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    }

    /** A key with the parameters of any map. */
    public static BenchmarkKey of(String benchmark, int threads, Map<String, String> params) {
        return new BenchmarkKey(benchmark, threads, new TreeMap<>(params));
    }

    /** The benchmark's class without its package, such as {@code HandshakeBenchmark}. */
    public String className() {
        String type = benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** The benchmark's method, such as {@code handshake}. */
    public String methodName() {
        return benchmark.substring(benchmark.lastIndexOf('.') + 1);
    }

    /**
     * The key as a file name without its ending: class, kind where it has one, method, threads, then the
     * other parameters, as in {@code HandshakeBenchmark.FULL.handshake.t2.keyBits=2048.provider=jdk}. No
     * character of it is special to a file system.
     */
    public String fileStem() {
        StringBuilder stem = new StringBuilder(className());
        if (params.containsKey("kind")) {
            stem.append('.').append(params.get("kind"));
        }
        stem.append('.').append(methodName()).append(".t").append(threads);
        params.forEach((name, value) -> {
            if (!name.equals("kind")) {
                stem.append('.').append(name).append('=').append(value);
            }
        });
        return stem.toString().replaceAll("[^A-Za-z0-9.,=_-]", "_");
    }

    @Override
    public int compareTo(BenchmarkKey other) {
        return ORDER.compare(this, other);
    }

    /** One line for people: the benchmark's short name, its parameters and threads. */
    @Override
    public String toString() {
        return className() + "." + methodName() + " " + params + ", " + threads
                + (threads == 1 ? " thread" : " threads");
    }
}
