package io.tlsgauge.results.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HandshakeTableTest {
    private static final String BENCHMARK = "io.tlsgauge.benchmarks.HandshakeBenchmark.handshake";

    @TempDir
    Path out;

    @Test
    void rowsAreSortedByKindThenThreadsWithTheCommonSettingsAbove() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.writeResults("[" + plain("TICKET", 1) + "," + plain("FULL", 2) + "," + measured("FULL", 1) + ","
                + plain("SESSION_ID", 1) + "]");
        Histogram latencies = new Histogram(3);
        latencies.recordValue(1_000_000);
        SampleRun.addLatency(run, key("FULL", 1), LatencyLog.of(List.of(latencies)));

        String text = HandshakeTable.of(run).text(StandardCharsets.UTF_8);

        assertEquals("""
                benchmark HandshakeBenchmark, provider jdk, suite S, key bits 2048

                kind        threads  handshakes/s  95 % interval  server µs  client µs   p50 µs   p99 µs  p99.9 µs  B/handshake
                FULL              1       1,234.5              -    1,000.0      250.0  1,000.4  1,000.4   1,000.4       65,536
                FULL              2       2,000.0              -          -          -        -        -         -            -
                SESSION_ID        1       2,000.0              -          -          -        -        -         -            -
                TICKET            1       2,000.0              -          -          -        -        -         -            -
                """, text);
    }

    @Test
    void terminalWithoutMicroSignGetsPlainLetters() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.writeResults("[" + plain("FULL", 1) + "]");

        String text = HandshakeTable.of(run).text(StandardCharsets.US_ASCII);

        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text), text);
        assertTrue(text.contains("server us"), text);
    }

    @Test
    void intervalIsOfForksHoweverCloseTheIterationsOfEachAre() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.writeResults("["
                + plain("FULL", 1).replace("\"rawData\":[[1]]", "\"rawData\":[[1,1,1,1],[2,2,2,2],[3,3,3,3]]") + "]");

        HandshakeRow row = HandshakeTable.of(run).rows().get(0);

        // Student's t with two degrees of freedom: 4.3 standard errors of 0.58 handshakes a millisecond, in logarithms
        assertTrue(row.low().orElseThrow() > 400 && row.low().getAsDouble() < 900, row.toString());
        assertTrue(row.high().orElseThrow() > 4_500 && row.high().getAsDouble() < 10_000, row.toString());
    }

    @Test
    void settingThatVariesIsAColumn() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.writeResults("[" + plain("FULL", 1) + "," + plain("FULL", 1).replace("\"jdk\"", "\"bc\"") + "]");

        List<String> lines =
                HandshakeTable.of(run).text(StandardCharsets.UTF_8).lines().toList();

        assertTrue(lines.get(2).startsWith("provider  kind"), lines.get(2));
        assertTrue(lines.get(3).startsWith("bc        FULL"), lines.get(3));
    }

    @Test
    void jsonHoldsTheSameFiguresAndNullForWhatWasNotMeasured() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.writeResults("[" + measured("FULL", 1) + "]");

        JsonNode json = new JsonMapper().readTree(HandshakeTable.of(run).json());

        assertEquals(run.path().toString(), json.get("folder").stringValue());
        assertEquals("INCOMPLETE", json.get("state").stringValue());
        JsonNode row = json.get("rows").get(0);
        assertEquals("FULL", row.get("kind").stringValue());
        assertEquals(1234.5, row.get("handshakesPerSecond").doubleValue());
        assertEquals(1000, row.get("serverMicros").doubleValue());
        assertTrue(row.get("p50Micros").isNull());
    }

    @Test
    void benchmarksThatAreNoHandshakeAreLeftOut() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.writeResults("[" + plain("FULL", 1).replace("\"kind\"", "\"size\"") + "]");

        assertEquals("no handshakes were measured\n", HandshakeTable.of(run).text(StandardCharsets.UTF_8));
    }

    private static BenchmarkKey key(String kind, int threads) {
        return BenchmarkKey.of(
                BENCHMARK, threads, Map.of("kind", kind, "provider", "jdk", "suite", "S", "keyBits", "2048"));
    }

    private static String plain(String kind, int threads) {
        return entry(kind, threads, "2.0", "\"NaN\"", "ops/ms", "{}");
    }

    private static String measured(String kind, int threads) {
        return entry(kind, threads, "1234.5", "10.0", "ops/s", """
                {"serverNanos":{"score":0,"scoreError":"NaN","scoreUnit":"#","rawData":[[3e6,1e6],[2e6]]},
                 "clientNanos":{"score":0,"scoreError":"NaN","scoreUnit":"#","rawData":[[1e6,0],[5e5]]},
                 "handshakes":{"score":0,"scoreError":"NaN","scoreUnit":"#","rawData":[[2,1],[3]]},
                 "gc.alloc.rate.norm":{"score":65536,"scoreError":1,"scoreUnit":"B/op","rawData":[[65536]]}}
                """);
    }

    private static String entry(
            String kind, int threads, String score, String error, String unit, String secondaryMetrics) {
        return """
                {"benchmark":"%s","mode":"thrpt","threads":%d,"forks":2,
                 "params":{"kind":"%s","provider":"jdk","suite":"S","keyBits":"2048"},
                 "primaryMetric":{"score":%s,"scoreError":%s,"scoreUnit":"%s","rawData":[[1]]},
                 "secondaryMetrics":%s}""".formatted(BENCHMARK, threads, kind, score, error, unit, secondaryMetrics);
    }
}
