package io.tlsgauge.results.run;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.jmh.JmhResults;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.warmup.WarmUpLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The folder of one run, {@code <out>/<UTC time>-<host>-<jdk>/}. Every write is atomic.
 *
 * <p>The run is marked in {@code environment.json}, field {@code state}: INCOMPLETE from the first
 * write on, COMPLETE by the last. So a run that was interrupted, even by a power cut, is marked
 * without anybody having had to mark it.
 */
public final class RunFolder {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String PLAN = "plan.json";

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * Creates a new folder under {@code out}, which is created too where it is missing.
     *
     * @param started when the run begins
     * @param host the machine's name
     * @param jdk what tells the JDK, such as {@code jdk17.0.15+6}
     * @throws IOException if it cannot be created
     */
    public static RunFolder create(Path out, Instant started, String host, String jdk) throws IOException {
        Files.createDirectories(out);
        String name = TIME.format(started) + "-" + plain(host) + "-" + plain(jdk);
        Path folder = out.resolve(name);
        for (int twin = 2; true; twin++) {
            try {
                Files.createDirectory(folder);
                Files.createDirectory(folder.resolve("latency"));
                return new RunFolder(folder);
            } catch (FileAlreadyExistsException e) {
                folder = out.resolve(name + "-" + twin);
            }
        }
    }

    private static String plain(String text) {
        return text.replaceAll("[^A-Za-z0-9.+_-]", "_");
    }

    /**
     * Opens the folder of a run, complete or not.
     *
     * @throws MalformedFileException if it is not the folder of a run
     */
    public static RunFolder open(Path path) throws MalformedFileException {
        if (!Files.isRegularFile(path.resolve("environment.json"))) {
            throw new MalformedFileException(path, "not a run folder: it holds no environment.json");
        }
        return new RunFolder(path);
    }

    /** Where the folder is. */
    public Path path() {
        return path;
    }

    /** The file of JMH's results; absent until the first result. */
    public Path jmhFile() {
        return path.resolve("jmh.json");
    }

    /**
     * Whether the forks of this and another took turns: they are the folders of one run, by two JDKs or by one twice,
     * and the forks of a round were measured side by side. Then the first fork of a benchmark in either is of the same
     * round.
     *
     * @throws MalformedFileException if a file is not what it should be
     * @throws IOException if one cannot be read
     */
    public boolean tookTurnsWith(RunFolder other) throws IOException {
        return isOfOneRunWith(other) && forks().isBeside(other.forks());
    }

    private boolean isOfOneRunWith(RunFolder other) throws IOException {
        Path plan = path.resolve(PLAN);
        Path othersPlan = other.path.resolve(PLAN);
        if (path.toRealPath().equals(other.path.toRealPath())
                || !Files.isRegularFile(plan)
                || !Files.isRegularFile(othersPlan)
                || Files.mismatch(plan, othersPlan) >= 0) {
            return false;
        }
        Set<String> folders = new HashSet<>();
        Json.read(plan, JsonNode.class, "a plan").path("folders").forEach(name -> folders.add(name.asString()));
        return folders.containsAll(Set.of(
                path.toRealPath().getFileName().toString(),
                other.path.toRealPath().getFileName().toString()));
    }

    /** What JMH printed while it measured. */
    public Path jmhLogFile() {
        return path.resolve("jmh.log");
    }

    /**
     * On what the run was measured.
     *
     * @throws MalformedFileException naming the field, if {@code environment.json} is not one
     * @throws IOException if it cannot be read
     */
    public Environment environment() throws IOException {
        return Json.read(path.resolve("environment.json"), Environment.class, "an environment");
    }

    /**
     * Writes {@code environment.json}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Environment environment) throws IOException {
        Json.write(path.resolve("environment.json"), environment);
    }

    /**
     * What JMH measured, from {@code jmh.json} or {@code jmh.json.gz}; nothing where the run stopped before its first result.
     *
     * @throws MalformedFileException if {@code jmh.json} is not JMH's
     * @throws IOException if it cannot be read
     */
    public JmhResults results() throws IOException {
        Optional<Path> file = plainOrCompressed(jmhFile());
        return file.isPresent() ? JmhResults.read(file.get()) : new JmhResults(List.of());
    }

    private static Optional<Path> plainOrCompressed(Path file) {
        return Stream.of(file, file.resolveSibling(file.getFileName() + ".gz"))
                .filter(Files::exists)
                .findFirst();
    }

    /**
     * How the forks warmed up, if that was recorded, in {@code warmup.json} or {@code warmup.json.gz}.
     *
     * @throws MalformedFileException if that is not such a record
     * @throws IOException if it cannot be read
     */
    public Optional<WarmUpLog> warmUp() throws IOException {
        Optional<Path> file = plainOrCompressed(warmUpFile());
        return file.isPresent() ? Optional.of(WarmUpLog.read(file.get())) : Optional.empty();
    }

    /**
     * Writes {@code warmup.json}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(WarmUpLog warmUp) throws IOException {
        warmUp.write(warmUpFile());
    }

    /**
     * The run's forks and what the machine did meanwhile; none where that was not recorded.
     *
     * @throws MalformedFileException if {@code forks.json} is not such a record
     * @throws IOException if it cannot be read
     */
    public ForkLog forks() throws IOException {
        Path file = forksFile();
        return Files.exists(file) ? ForkLog.read(file) : new ForkLog(List.of());
    }

    /**
     * Writes {@code forks.json}.
     *
     * @throws IOException if it cannot be written
     */
    public void write(ForkLog forks) throws IOException {
        forks.write(forksFile());
    }

    /**
     * What the machine showed of itself between runs of the same, if that was measured: {@code aa-spread.json} beside
     * the run folders.
     *
     * @throws MalformedFileException if the file is not such a record
     * @throws IOException if it cannot be read
     */
    public Optional<EqualRunsSpread> equalRunsSpread() throws IOException {
        Path file = path.toAbsolutePath().normalize().resolveSibling(EqualRunsSpread.FILE_NAME);
        return Files.exists(file) ? Optional.of(EqualRunsSpread.read(file)) : Optional.empty();
    }

    /**
     * Writes {@code jmh.json}.
     *
     * @param json all results so far, as JMH's own writer formats them
     * @throws IOException if it cannot be written
     */
    public void writeResults(String json) throws IOException {
        AtomicFile.write(jmhFile(), out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The latencies of one benchmark, if it recorded any.
     *
     * @throws MalformedFileException if the file is not an interval log
     * @throws IOException if it cannot be read
     */
    public Optional<LatencyLog> latency(BenchmarkKey key) throws IOException {
        Path file = latencyFile(key);
        return Files.exists(file) ? Optional.of(LatencyLog.read(file)) : Optional.empty();
    }

    /**
     * Adds latencies under a tag, in place of those that have it.
     *
     * @throws IOException if they cannot be written
     */
    public void putLatency(BenchmarkKey key, String tag, LatencyLog log) throws IOException {
        List<LatencyLog> parts = new ArrayList<>(List.of(log.tagged(tag)));
        latency(key).ifPresent(recorded -> parts.add(recorded.without(tag)));
        LatencyLog.merge(parts).write(latencyFile(key));
    }

    /**
     * Forgets the latencies of one benchmark but for those under some tags.
     *
     * @throws IOException if they cannot be read, or written
     */
    public void retainLatency(BenchmarkKey key, Set<String> tags) throws IOException {
        Optional<LatencyLog> recorded = latency(key);
        if (recorded.isEmpty()) {
            return;
        }
        LatencyLog kept = recorded.get();
        for (String tag : kept.byTag().keySet()) {
            kept = tags.contains(tag) ? kept : kept.without(tag);
        }
        if (kept.count() == 0) {
            Files.delete(latencyFile(key));
        } else {
            kept.write(latencyFile(key));
        }
    }

    private Path warmUpFile() {
        return path.resolve("warmup.json");
    }

    private Path forksFile() {
        return path.resolve("forks.json");
    }

    Path latencyFile(BenchmarkKey key) {
        return path.resolve("latency").resolve(key.fileStem() + ".hlog");
    }
}
