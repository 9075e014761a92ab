package io.tlsgauge.results.warmup;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.jmh.BenchmarkKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Every iteration of a run's forks, warm-up included: the content of {@code warmup.json}, an array with one entry a
 * benchmark.
 *
 * @param benchmarks in any order
 */
public record WarmUpLog(List<Entry> benchmarks) {
    /**
     * The forks of one benchmark.
     *
     * @param key the benchmark
     * @param forks their iterations, in the order of time
     */
    public record Entry(BenchmarkKey key, List<List<Iteration>> forks) {
        public Entry {
            Objects.requireNonNull(key, "key");
            forks = forks.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One iteration.
     *
     * @param warmUp whether it was one of the warm-up
     * @param seconds how long it took
     * @param operations what it did, of all threads
     */
    public record Iteration(boolean warmUp, double seconds, double operations) {}

    public WarmUpLog {
        benchmarks = List.copyOf(benchmarks);
    }

    /** The forks of a benchmark, if it is in the log. */
    public Optional<WarmUp> of(BenchmarkKey key) {
        return benchmarks.stream()
                .filter(entry -> entry.key.equals(key))
                .map(entry -> WarmUp.of(entry.forks))
                .findFirst();
    }

    /**
     * Reads a file; it may be compressed by gzip.
     *
     * @throws MalformedFileException if it holds no such log
     * @throws IOException if it cannot be read
     */
    public static WarmUpLog read(Path file) throws IOException {
        return Json.read(file, Entry[].class, "a log of iterations", entries -> new WarmUpLog(Arrays.asList(entries)));
    }

    /**
     * Writes a file, in place of what stood there, atomically.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, out -> out.write((Json.dense(benchmarks) + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
