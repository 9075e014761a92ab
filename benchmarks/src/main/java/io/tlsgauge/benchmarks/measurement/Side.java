package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkLog;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openjdk.jmh.results.BenchmarkResult;

/** One JDK's part of a run: its folder, and what it has measured so far. Every fork is on disk before the next starts. */
final class Side {
    private static final String FORK_FOLDER = ".fork-";

    private final JdkHome jdk;
    private final RunFolder folder;
    private final Environment environment;
    private final ForkStore store;
    private final ForkedResults results = new ForkedResults();
    private final Map<Trial, String> failures = new LinkedHashMap<>();
    private ForkLog log = new ForkLog(List.of());

    private Side(JdkHome jdk, RunFolder folder, Environment environment) {
        this.jdk = jdk;
        this.folder = folder;
        this.environment = environment;
        this.store = new ForkStore(folder.path());
    }

    /** A new part, its folder in {@code out}. */
    static Side begin(Path out, JdkHome jdk, Environment environment) throws IOException {
        RunFolder folder =
                RunFolder.create(out, environment.started(), environment.os().host(), "jdk" + jdk.version());
        folder.write(environment);
        return new Side(jdk, folder, environment);
    }

    /** A part to go on with: what it has measured is taken from its folder. */
    static Side resume(RunFolder folder, JdkHome jdk) throws IOException {
        Side side = new Side(jdk, folder, folder.environment());
        Map<ForkId, MeasuredFork> kept = side.store.all();
        side.forgetUnfinished(kept);
        kept.forEach(side.results::put);
        side.log = folder.forks();
        side.deleteForkFolders();
        return side;
    }

    /** The latencies of forks that were stopped, or failed: those are measured again. */
    private void forgetUnfinished(Map<ForkId, MeasuredFork> kept) throws IOException {
        Map<BenchmarkKey, Set<String>> tags = new HashMap<>();
        kept.forEach((id, fork) -> fork.results()
                .forEach(result -> tags.computeIfAbsent(ForkedResults.key(result.getParams()), first -> new HashSet<>())
                        .add(id.tag())));
        for (JmhResult result : folder.results().all()) {
            folder.retainLatency(result.key(), tags.getOrDefault(result.key(), Set.of()));
        }
    }

    JdkHome jdk() {
        return jdk;
    }

    RunFolder folder() {
        return folder;
    }

    /** How JMH keeps results alive in its forks. */
    String blackholes() {
        return environment.jdk().blackholes();
    }

    /** The forks of a trial and round that did not fail, a disturbed one and its repeat. */
    synchronized List<ForkLog.Fork> forks(ForkId id) {
        return log.measured(id.trial(), id.round());
    }

    /** Whether what a trial measured in a round is here. */
    synchronized boolean has(ForkId id) {
        return results.has(id);
    }

    /** How many forks were repeated. */
    synchronized long repeats() {
        return log.forks().stream().filter(fork -> fork.attempt() > 1).count();
    }

    /** A new folder for the latencies of the next fork. */
    Path newForkFolder() throws IOException {
        return Files.createTempDirectory(folder.path(), FORK_FOLDER).toAbsolutePath();
    }

    /** Keeps a fork's figures. */
    synchronized void keep(ForkId id, MeasuredFork fork, Path latencies) throws IOException {
        putLatencies(id, fork, latencies);
        store.put(id, fork);
        results.put(id, fork);
        writeResults();
    }

    /**
     * Keeps the figures of a fork that was stopped, or failed, for those who read the run as it is; it will be measured
     * again.
     */
    synchronized void keepUnfinished(ForkId id, MeasuredFork fork, Path latencies) throws IOException {
        if (!results.has(id)) {
            putLatencies(id, fork, latencies);
            results.put(id, fork);
            writeResults();
        }
    }

    private void putLatencies(ForkId id, MeasuredFork fork, Path latencies) throws IOException {
        for (BenchmarkResult result : fork.results()) {
            BenchmarkKey key = ForkedResults.key(result.getParams());
            Optional<LatencyLog> recorded = recorded(key, latencies);
            if (recorded.isPresent()) {
                folder.putLatency(key, id.tag(), recorded.get());
            }
        }
    }

    private void writeResults() throws IOException {
        folder.writeResults(results.json());
        folder.write(results.warmUp());
    }

    /** Notes what became of a fork. */
    synchronized void note(ForkLog.Fork fork) throws IOException {
        log = log.with(fork);
        folder.write(log);
    }

    synchronized void failed(Trial trial, String reason) {
        failures.put(trial, reason);
    }

    synchronized boolean hasFailed(Trial trial) {
        return failures.containsKey(trial);
    }

    /** The trials that failed, with the reason of each. */
    synchronized Map<Trial, String> failures() {
        return new LinkedHashMap<>(failures);
    }

    /** Writes that the run ended. */
    synchronized void end(boolean complete, EnvironmentProbe probe) throws IOException {
        Environment.State state =
                complete && failures.isEmpty() ? Environment.State.COMPLETE : Environment.State.INCOMPLETE;
        folder.write(environment.ended(state, Instant.now(), probe.load()));
        deleteForkFolders();
    }

    /** Forgets by what a run goes on that was stopped, once no part of it lacks anything. */
    void forgetForks() throws IOException {
        store.clear();
    }

    private static Optional<LatencyLog> recorded(BenchmarkKey key, Path latencies) throws IOException {
        List<LatencyLog> logs = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(latencies)) {
            for (Path file : files) {
                if (file.getFileName().toString().startsWith(key.fileStem() + ".")) {
                    logs.add(LatencyLog.read(file));
                }
            }
        }
        return logs.isEmpty() ? Optional.empty() : Optional.of(LatencyLog.merge(logs));
    }

    /** Deletes what forks wrote into their own folders; it has been taken, or was left by one that was stopped. */
    void deleteForkFolders() throws IOException {
        try (DirectoryStream<Path> forks = Files.newDirectoryStream(folder.path(), FORK_FOLDER + "*")) {
            for (Path fork : forks) {
                delete(fork);
            }
        }
    }

    private static void delete(Path forkFolder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(forkFolder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(forkFolder);
    }
}
