package io.tlsgauge.results.compare;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.JmhResults;
import io.tlsgauge.results.jmh.Metric;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One side of a comparison: a run folder, or a file of JMH's JSON.
 *
 * @param path as it was given
 * @param folder the run folder, if it is one
 * @param environment the run folder's
 * @param disturbedForks how many of its forks measured while the machine was disturbed; 0 where that is not known
 * @param results what was measured, one entry a benchmark
 */
public record ComparedRun(
        Path path,
        Optional<RunFolder> folder,
        Optional<Environment> environment,
        int disturbedForks,
        SortedMap<BenchmarkId, JmhResult> results) {
    /**
     * Reads a run. Entries of the same benchmark, as of two files put together, are taken as forks of one.
     *
     * @throws MalformedFileException if there is neither a run nor JMH's JSON, or nothing in it
     * @throws IOException if it cannot be read
     */
    public static ComparedRun read(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new MalformedFileException(path, "there is no such run folder or file");
        }
        Optional<RunFolder> folder = Files.isDirectory(path) ? Optional.of(RunFolder.open(path)) : Optional.empty();
        JmhResults all = folder.isPresent() ? folder.get().results() : JmhResults.read(path);
        SortedMap<BenchmarkId, JmhResult> results = new TreeMap<>();
        for (JmhResult result : all.all()) {
            JmhResult known = results.get(BenchmarkId.of(result));
            results.put(BenchmarkId.of(result), known == null ? result : pooled(path, known, result));
        }
        if (results.isEmpty()) {
            throw new MalformedFileException(path, "it holds no results");
        }
        Optional<Environment> environment =
                folder.isPresent() ? Optional.of(folder.get().environment()) : Optional.empty();
        int disturbed = folder.isPresent() ? folder.get().forks().disturbedAmongFigures() : 0;
        return new ComparedRun(path, folder, environment, disturbed, results);
    }

    private static JmhResult pooled(Path path, JmhResult one, JmhResult other) throws MalformedFileException {
        Metric score = one.primary();
        if (!one.vm().equals(other.vm())
                || !one.settings().equals(other.settings())
                || !score.unit().equals(other.primary().unit())) {
            throw new MalformedFileException(
                    path, "it holds " + one.key() + " twice, of different virtual machines, settings or units");
        }
        List<List<Double>> forks = new ArrayList<>(score.rawData());
        forks.addAll(other.primary().rawData());
        return new JmhResult(
                one.key(),
                one.mode(),
                one.forks() + other.forks(),
                one.vm(),
                one.settings(),
                new Metric(Double.NaN, Double.NaN, score.unit(), forks),
                one.secondary());
    }

    /** What ran the forks, as in {@code 17.0.15+6 (OpenJDK 64-Bit Server VM)}; several where they were several. */
    public String jdk() {
        if (environment.isPresent()) {
            Environment.Jdk jdk = environment.get().jdk();
            return jdk.version() + " (" + jdk.vendor() + ", " + jdk.vmName() + ")";
        }
        return String.join(
                ", ",
                results.values().stream()
                        .map(result -> result.vm().version().isEmpty()
                                ? result.vm().jdkVersion()
                                : result.vm().version() + " (" + result.vm().name() + ")")
                        .distinct()
                        .toList());
    }

    /** Whether the run is a folder that says it did not come to its end. */
    public boolean incomplete() {
        return environment
                .map(Environment::state)
                .filter(Environment.State.INCOMPLETE::equals)
                .isPresent();
    }
}
