package io.tlsgauge.results.plan;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.Metric;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run folder holds for a plan.
 *
 * @param name of the folder
 * @param incomplete whether the run did not come to its end
 * @param cores of the machine; 1 where it does not tell
 * @param processor its name
 * @param notes what is to be known of its forks
 * @param settings the kinds of each setting, in the order in which they were measured
 * @param bytesPerSession what a session takes in the engine's own cache, if that was measured
 */
public record MeasuredRun(
        String name,
        boolean incomplete,
        int cores,
        String processor,
        List<String> notes,
        Map<Setting, MeasuredKinds> settings,
        OptionalDouble bytesPerSession) {
    private static final String SOCKET = "SocketHandshakeBenchmark";
    private static final String ALL_BUSY = "100";
    private static final String CACHE = "SessionCacheBenchmark";

    /** The services of one setting, by kind. */
    record MeasuredKinds(Map<Kind, MeasuredService> services) {}

    /**
     * Reads a run, complete or not.
     *
     * @throws MalformedFileException if it is not the folder of a run, or no handshake in it has latencies
     * @throws IOException if it cannot be read
     */
    public static MeasuredRun read(Path path) throws IOException {
        MeasuredRun run = of(RunFolder.open(path));
        if (run.settings().isEmpty()) {
            throw new MalformedFileException(
                    path, "it holds no handshake's latencies to plan from: give a folder that 'run' made");
        }
        return run;
    }

    /**
     * What a run holds, which may be nothing.
     *
     * @throws IOException if it cannot be read
     */
    public static MeasuredRun of(RunFolder folder) throws IOException {
        Environment environment = folder.environment();
        Map<Setting, Map<Kind, List<JmhResult>>> handshakes = new LinkedHashMap<>();
        OptionalDouble bytes = OptionalDouble.empty();
        for (JmhResult result : folder.results().all()) {
            Optional<Kind> kind = kind(result);
            if (kind.isPresent()) {
                handshakes
                        .computeIfAbsent(setting(environment, result), first -> new EnumMap<>(Kind.class))
                        .computeIfAbsent(kind.get(), first -> new ArrayList<>())
                        .add(result);
            } else if (result.key().className().equals(CACHE)
                    && result.param("store").filter("COMPACT"::equals).isPresent()
                    && total(result, "retainedSessions") > 0) {
                bytes = OptionalDouble.of(total(result, "retainedBytes") / total(result, "retainedSessions"));
            }
        }
        int cores = Math.max(1, environment.cpu().cores());
        Map<Setting, MeasuredKinds> settings = new LinkedHashMap<>();
        for (Map.Entry<Setting, Map<Kind, List<JmhResult>>> setting : handshakes.entrySet()) {
            Map<Kind, MeasuredService> services = new EnumMap<>(Kind.class);
            for (Map.Entry<Kind, List<JmhResult>> kind : setting.getValue().entrySet()) {
                service(folder, kind.getValue(), cores).ifPresent(service -> services.put(kind.getKey(), service));
            }
            if (!services.isEmpty()) {
                settings.put(setting.getKey(), new MeasuredKinds(services));
            }
        }
        Path name = folder.path().toAbsolutePath().normalize().getFileName();
        return new MeasuredRun(
                name == null ? "/" : name.toString(),
                environment.state() == Environment.State.INCOMPLETE,
                cores,
                environment.cpu().model(),
                folder.forks().notes(),
                Collections.unmodifiableMap(settings),
                bytes);
    }

    private static Setting setting(Environment environment, JmhResult result) {
        return new Setting(
                environment.jdk().version(),
                result.param("provider").orElse(""),
                result.param("suite").orElse(""),
                result.param("keyBits").orElse(""));
    }

    private static Optional<Kind> kind(JmhResult result) {
        String name = result.key().className();
        boolean handshake = name.equals(SOCKET)
                || name.equals(Source.SERVER_ALONE.benchmark())
                || name.equals(Source.SHARE_OF_BOTH.benchmark());
        return handshake && result.primary().unit().equals("ops/s")
                ? result.param("kind").flatMap(MeasuredRun::kindNamed)
                : Optional.empty();
    }

    private static Optional<Kind> kindNamed(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static Optional<MeasuredService> service(RunFolder folder, List<JmhResult> results, int cores)
            throws IOException {
        for (Source source : Source.values()) {
            SortedMap<Integer, JmhResult> byThreads = new TreeMap<>();
            results.stream()
                    .filter(result -> result.key().className().equals(source.benchmark()))
                    .forEach(result -> byThreads.put(result.key().threads(), result));
            for (JmhResult fewest : byThreads.values()) {
                Optional<LatencyLog> log = folder.latency(fewest.key());
                Optional<ForkTimes> times = log.flatMap(ForkTimes::of);
                double share = source == Source.SERVER_ALONE ? 1 : serverShare(fewest);
                if (times.isPresent() && share > 0) {
                    int threads = fewest.key().threads();
                    return Optional.of(new MeasuredService(
                            source,
                            times.get(),
                            threads,
                            share,
                            rates(byThreads, cores),
                            connection(results, true),
                            connection(results, false)));
                }
            }
        }
        return Optional.empty();
    }

    /** Rates of more threads than cores are not those of slower cores, but of waiting ones. */
    private static SortedMap<Integer, double[]> rates(SortedMap<Integer, JmhResult> byThreads, int cores) {
        return byThreads.entrySet().stream()
                .filter(result -> result.getKey() <= cores)
                .filter(result -> forkMeans(result.getValue().primary()).length > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        result -> forkMeans(result.getValue().primary()),
                        (one, other) -> one,
                        TreeMap::new));
    }

    private static double[] forkMeans(Metric metric) {
        return metric.rawData().stream()
                .mapToDouble(fork ->
                        fork.stream().mapToDouble(Double::doubleValue).average().orElse(0))
                .filter(mean -> mean > 0)
                .toArray();
    }

    /** NaN if the sides were not timed apart. */
    private static double serverShare(JmhResult result) {
        double server = total(result, "serverNanos");
        return server / (server + total(result, "clientNanos"));
    }

    /**
     * Of the most clients that there are: a server that sleeps between two of them spends its time on waking up.
     *
     * @param busy whether of clients that kept the server busy all the time, or of those that did not
     */
    private static Optional<ConnectionTimes> connection(List<JmhResult> results, boolean busy) {
        return results.stream()
                .filter(result -> result.key().className().equals(SOCKET)
                        && result.param("busyPercent").orElse(ALL_BUSY).equals(ALL_BUSY) == busy)
                .max((a, b) -> Integer.compare(a.key().threads(), b.key().threads()))
                .flatMap(ConnectionTimes::of);
    }

    /** NaN if it was not counted. */
    static double total(JmhResult result, String counter) {
        return result.secondary(counter).map(Metric::total).orElse(Double.NaN);
    }
}
