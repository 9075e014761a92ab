package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Run folders as {@code run --server} leaves them, of full handshakes that take a millisecond. */
final class MeasuredServer {
    static final String RESULTS = """
            [{"benchmark":"io.tlsgauge.benchmarks.ServerHandshakeBenchmark.handshake","mode":"thrpt","threads":1,"forks":2,
              "params":{"kind":"FULL","provider":"jdk","suite":"TLS_RSA_WITH_AES_128_GCM_SHA256","keyBits":"2048"},
              "primaryMetric":{"score":1000,"scoreError":"NaN","scoreUnit":"ops/s","rawData":[[1000,1010],[990,1000]]}}]""";

    private static final Environment.Jdk JDK =
            new Environment.Jdk("Vendor", "17.0.1", "VM", List.of(), "/jdk", "G1", "off", "compiler", Map.of());

    private MeasuredServer() {}

    static Path write(Path folder, String name) throws IOException {
        RunFolder measured = writeWithoutLatencies(folder, name);
        for (JmhResult result : measured.results().all()) {
            for (int fork = 1; fork <= 2; fork++) {
                Histogram histogram = new Histogram(3);
                for (int i = 0; i < 1_000; i++) {
                    histogram.recordValue(990_000 + 10_000 * fork + 100 * i);
                }
                measured.putLatency(result.key(), "" + fork, LatencyLog.of(List.of(histogram)));
            }
        }
        return measured.path();
    }

    static RunFolder writeWithoutLatencies(Path folder, String name) throws IOException {
        Path made = RunFolder.create(folder, Instant.parse("2026-11-20T10:11:12Z"), "host", name)
                .path();
        Path path = Files.move(made, folder.resolve(name));
        Environment environment = new EnvironmentProbe().begin(List.of("run"), JDK);
        Files.writeString(path.resolve("environment.json"), "");
        RunFolder run = RunFolder.open(path);
        run.write(environment);
        run.writeResults(RESULTS);
        return run;
    }
}
