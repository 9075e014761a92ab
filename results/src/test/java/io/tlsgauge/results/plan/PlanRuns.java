package io.tlsgauge.results.plan;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * Builds run folders to plan from: a full handshake keeps a core of the server for a millisecond, a resumption for 20 µs,
 * each with a spread, and two cores slow each other down by a tenth.
 */
public final class PlanRuns {
    /** The mean time of the server's part, µs. */
    public static final Map<String, Double> MICROS =
            new TreeMap<>(Map.of("FULL", 1_000.0, "SESSION_ID", 20.0, "TICKET", 25.0));

    private static final double SPREAD = 0.3;
    private static final double SLOWED = 1.1;

    private final SplittableRandom random = new SplittableRandom(7);
    private final Map<String, Double> micros = new TreeMap<>(MICROS);
    private String jdk = "17.0.15+6";
    private String benchmark = "ServerHandshakeBenchmark";
    private int forks = 5;
    private OptionalDouble overheadMicros = OptionalDouble.empty();
    private OptionalDouble halfIdle = OptionalDouble.empty();
    private boolean complete = true;
    private int fewestThreads = 1;

    /** Another JDK, by which all is faster. */
    public PlanRuns jdk(String version, double factor) {
        jdk = version;
        micros.replaceAll((kind, time) -> time / factor);
        return this;
    }

    PlanRuns forks(int count) {
        forks = count;
        return this;
    }

    PlanRuns without(String kind) {
        micros.remove(kind);
        return this;
    }

    /** Client and server together, of which the server has a third. */
    PlanRuns bothSides() {
        benchmark = "HandshakeBenchmark";
        return this;
    }

    PlanRuns overTcp(double micro) {
        overheadMicros = OptionalDouble.of(micro);
        return this;
    }

    /** By how much a connection costs more where clients leave the server idle. */
    PlanRuns slowerHalfIdle(double factor) {
        halfIdle = OptionalDouble.of(factor);
        return this;
    }

    /** More threads than cores, and none else. */
    PlanRuns crowded() {
        fewestThreads = 4;
        return this;
    }

    PlanRuns incomplete() {
        complete = false;
        return this;
    }

    /** Writes the run. */
    public RunFolder in(Path out) throws IOException {
        RunFolder folder = RunFolder.create(out, SampleRun.STARTED, "host.example", "jdk" + jdk);
        Environment sample = SampleRun.environment();
        Environment environment = new Environment(
                sample.state(),
                sample.started(),
                sample.finished(),
                sample.command(),
                sample.engine(),
                new Environment.Jdk("Vendor", jdk, "OpenJDK 64-Bit Server VM", List.of()),
                sample.cpu(),
                sample.container(),
                sample.os(),
                sample.memoryBytes(),
                sample.before(),
                sample.after());
        folder.write(
                complete
                        ? environment.ended(
                                Environment.State.COMPLETE, Instant.parse("2026-11-20T10:14:00Z"), sample.before())
                        : environment);
        List<String> entries = new ArrayList<>();
        micros.forEach((kind, micro) -> {
            for (int threads = fewestThreads; threads <= Math.max(2, fewestThreads); threads++) {
                entries.add(entry(benchmark, kind, threads, 1e6 / micro * threads / (threads == 1 ? 1 : SLOWED), 0, 1));
            }
            if (overheadMicros.isPresent()) {
                // the server's core and that of its clients at work; what more clients cost is what is planned by
                double together = (micro + overheadMicros.getAsDouble()) * SLOWED;
                entries.add(entry("SocketHandshakeBenchmark", kind, 2, 1_000, together, 1));
                entries.add(entry("SocketHandshakeBenchmark", kind, 1, 1_000, 3 * together, 1));
                if (halfIdle.isPresent()) {
                    // one and a half core at work, by the law
                    double idle = halfIdle.getAsDouble() * (together / SLOWED) * (1 + (SLOWED - 1) / 2);
                    entries.add(entry("SocketHandshakeBenchmark", kind, 2, 500, idle, 0.5)
                            .replace("\"params\":{", "\"params\":{\"busyPercent\":\"50\","));
                }
            }
        });
        folder.writeResults("[" + String.join(",\n", entries) + "]");
        for (JmhResult result : folder.results().all()) {
            double micro = micros.get(result.param("kind").orElseThrow());
            boolean both = benchmark.equals("HandshakeBenchmark");
            SampleRun.addLatency(folder, result.key(), latencies(both ? 3 * micro : micro));
        }
        return folder;
    }

    /** @param busy the share of the server's processors' time that it took, while clients took all of theirs */
    private String entry(String name, String kind, int threads, double rate, double serverMicros, double busy) {
        List<String> rates = new ArrayList<>();
        List<String> nanos = new ArrayList<>();
        List<String> wall = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            double factor = 1 + 0.01 * (fork - (forks - 1) / 2.0);
            rates.add("[" + rate * factor + "]");
            nanos.add("[" + 1e6 * serverMicros / factor + "]");
            wall.add("[" + 1e6 * serverMicros / factor / busy + "]");
            counts.add("[1000]");
        }
        String form = """
                {"jmhVersion":"1.37","benchmark":"io.tlsgauge.benchmarks.%s.handshake","mode":"thrpt","threads":%d,
                 "forks":%d,"params":{"kind":"%s","provider":"jdk","suite":"SUITE","keyBits":"2048"},
                 "primaryMetric":{"score":%s,"scoreError":1,"scoreUnit":"ops/s","rawData":%s},
                 "secondaryMetrics":{
                  "handshakes":{"score":100,"scoreError":1,"scoreUnit":"#","rawData":%8$s},
                  "serverCpuNanos":{"score":1,"scoreError":1,"scoreUnit":"#","rawData":%9$s},
                  "availableNanos":{"score":1,"scoreError":1,"scoreUnit":"#","rawData":%7$s},
                  "clientCpuNanos":{"score":1,"scoreError":1,"scoreUnit":"#","rawData":%7$s},
                  "wallNanos":{"score":1,"scoreError":1,"scoreUnit":"#","rawData":%7$s},
                  "serverNanos":{"score":1e6,"scoreError":1,"scoreUnit":"#","rawData":[[1e6]]},
                  "clientNanos":{"score":2e6,"scoreError":1,"scoreUnit":"#","rawData":[[2e6]]}}}""";
        return String.format(Locale.ROOT, form, name, threads, forks, kind, rate, rates, wall, counts, nanos);
    }

    private LatencyLog latencies(double micro) {
        List<LatencyLog> logs = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            Histogram histogram = new Histogram(3);
            double factor = 1 + 0.01 * (fork - (forks - 1) / 2.0);
            for (int i = 0; i < 2_000; i++) {
                double spread = Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
                histogram.recordValue((long) (1e3 * micro * factor * spread));
            }
            logs.add(LatencyLog.of(List.of(histogram)).tagged("round" + fork));
        }
        return LatencyLog.merge(logs);
    }
}
