package io.tlsgauge.results.report;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkConditions;
import io.tlsgauge.results.run.ForkLog;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import io.tlsgauge.results.statistics.NoisyForks;
import io.tlsgauge.results.warmup.WarmUpLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;

/** Builds run folders of handshakes: three kinds at 1, 2 and 4 threads, five forks each. */
final class SampleRuns {
    static final int FORKS = 5;
    private static final Map<String, Double> RATES = Map.of("FULL", 700.0, "SESSION_ID", 50_000.0, "TICKET", 45_000.0);

    private final SplittableRandom random = new SplittableRandom(4);
    private final NoisyForks forks = new NoisyForks(NoisyForks.Shape.NORMAL, 0.01, 0.005);
    private String jdk = "17.0.15+6";
    private String flags = "-Xmx512m";
    private String suite = "TLS_RSA_WITH_AES_128_GCM_SHA256";
    private double fullFactor = 1;

    SampleRuns jdk(String version) {
        jdk = version;
        return this;
    }

    SampleRuns flags(String jvmFlags) {
        flags = jvmFlags;
        return this;
    }

    /** A name from outside, such as one that would like to be HTML. */
    SampleRuns suite(String name) {
        suite = name;
        return this;
    }

    /** By how much full handshakes are faster. */
    SampleRuns fullFactor(double factor) {
        fullFactor = factor;
        return this;
    }

    /** Writes a run that came to its end. */
    RunFolder in(Path out) throws IOException {
        RunFolder folder = RunFolder.create(out, SampleRun.STARTED, "host.example", "jdk" + jdk);
        folder.write(environment());
        List<String> entries = new ArrayList<>();
        for (Map.Entry<String, Double> kind : RATES.entrySet()) {
            for (int threads : new int[] {1, 2, 4}) {
                double rate = kind.getValue() * threads / (1 + 0.05 * (threads - 1) + 0.01 * threads * (threads - 1));
                entries.add(entry(kind.getKey(), threads, kind.getKey().equals("FULL") ? rate * fullFactor : rate));
            }
        }
        folder.writeResults("[" + String.join(",\n", entries) + "]");
        for (JmhResult result : folder.results().all()) {
            SampleRun.addLatency(
                    folder, result.key(), latencies(result.primary().score()));
        }
        return folder;
    }

    /** Has the run know of a fork during which others were at work. */
    static void disturb(RunFolder folder) throws IOException {
        ForkConditions conditions = new ForkConditions(0, 0, 20, "1 1 1");
        folder.write(new ForkLog(List.of(new ForkLog.Fork(
                0,
                "HandshakeBenchmark, FULL",
                1,
                1,
                SampleRun.STARTED,
                10,
                Optional.of(700.0),
                conditions,
                conditions.disturbances(),
                true,
                Optional.empty()))));
    }

    /** Has the run know of two forks of a benchmark, of which one was never warm. */
    static void warmUp(RunFolder folder) throws IOException {
        WarmUpLog.Iteration steady = new WarmUpLog.Iteration(false, 1, 700);
        folder.write(new WarmUpLog(List.of(new WarmUpLog.Entry(
                folder.results().all().get(0).key(),
                List.of(
                        List.of(new WarmUpLog.Iteration(true, 1, 700), steady),
                        List.of(new WarmUpLog.Iteration(true, 1, 300), steady))))));
    }

    static ComparedRun read(RunFolder folder) throws IOException {
        return ComparedRun.read(folder.path());
    }

    private Environment environment() {
        Environment sample = SampleRun.environment();
        return new Environment(
                        sample.state(),
                        sample.started(),
                        sample.finished(),
                        sample.command(),
                        sample.engine(),
                        new Environment.Jdk("Vendor", jdk, "OpenJDK 64-Bit Server VM", List.of(flags)),
                        sample.cpu(),
                        sample.container(),
                        sample.os(),
                        sample.memoryBytes(),
                        sample.before(),
                        sample.after())
                .ended(Environment.State.COMPLETE, Instant.parse("2026-11-20T10:14:00Z"), sample.before());
    }

    private String entry(String kind, int threads, double rate) {
        return """
                {"jmhVersion":"1.37","benchmark":"io.tlsgauge.benchmarks.HandshakeBenchmark.handshake","mode":"thrpt",
                 "threads":%d,"forks":%d,"jvmArgs":["%s"],"jdkVersion":"%s","vmName":"OpenJDK 64-Bit Server VM",
                 "vmVersion":"%s","warmupIterations":3,"warmupTime":"1 s","measurementIterations":8,
                 "measurementTime":"1 s","params":{"kind":"%s","provider":"jdk","suite":"%s","keyBits":"2048"},
                 "primaryMetric":{"score":%s,"scoreError":%s,"scoreUnit":"ops/s","rawData":%s},
                 "secondaryMetrics":{
                  "gc.alloc.rate.norm":{"score":28414.5,"scoreError":1,"scoreUnit":"B/op","rawData":[[28414.5]]},
                  "handshakes":{"score":100,"scoreError":1,"scoreUnit":"#","rawData":[[100]]},
                  "serverNanos":{"score":1e6,"scoreError":1,"scoreUnit":"#","rawData":[[1e6]]},
                  "clientNanos":{"score":2e6,"scoreError":1,"scoreUnit":"#","rawData":[[2e6]]}}}""".formatted(
                        threads,
                        FORKS,
                        flags,
                        jdk,
                        jdk,
                        kind,
                        suite.replace("\"", "\\\""),
                        rate,
                        rate * 0.01,
                        forks.sample(rate, FORKS, 8, random).forks());
    }

    private LatencyLog latencies(double rate) {
        List<LatencyLog> logs = new ArrayList<>();
        for (int fork = 0; fork < FORKS; fork++) {
            Histogram histogram = new Histogram(3);
            for (int i = 0; i < 2_000; i++) {
                histogram.recordValue((long) (1e9 / rate * Math.exp(0.3 * random.nextGaussian())));
            }
            logs.add(LatencyLog.of(List.of(histogram)).tagged("round" + fork));
        }
        return LatencyLog.merge(logs);
    }
}
