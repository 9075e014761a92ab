package io.tlsgauge.results.run;

import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.latency.LatencyLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Builds the run folders of the tests. */
public final class SampleRun {
    /** When the sample runs began. */
    public static final Instant STARTED = Instant.parse("2026-11-20T10:11:12Z");

    private SampleRun() {}

    /** A new run folder, just begun. */
    public static RunFolder begun(Path out) throws IOException {
        RunFolder run = RunFolder.create(out, STARTED, "host.example", "jdk17.0.15+6");
        run.write(environment());
        return run;
    }

    /** The environment of a run just begun. */
    public static Environment environment() {
        return new Environment(
                Environment.State.INCOMPLETE,
                STARTED,
                Optional.empty(),
                List.of("run", "--profile", "quick"),
                new Environment.Engine("1.2.3", "0123abc"),
                new Environment.Jdk("Vendor", "17.0.15+6", "OpenJDK 64-Bit Server VM", List.of("-Xmx512m")),
                new Environment.Cpu("Some CPU", 2, Environment.UNKNOWN),
                new Environment.Container("max 100000", "max"),
                new Environment.Os("Linux", "6.1", "amd64", "host.example"),
                8_000_000_000L,
                new Environment.Load("0.10 0.20 0.30", 10, 1_000),
                Optional.empty());
    }

    /** Adds latencies to those already recorded of a benchmark, under the tags that they have. */
    public static void addLatency(RunFolder folder, BenchmarkKey key, LatencyLog log) throws IOException {
        Optional<LatencyLog> recorded = folder.latency(key);
        LatencyLog all = recorded.isPresent() ? LatencyLog.merge(List.of(recorded.get(), log)) : log;
        all.write(folder.latencyFile(key));
    }
}
