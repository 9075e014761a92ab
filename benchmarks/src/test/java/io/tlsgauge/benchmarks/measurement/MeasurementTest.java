package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.Metric;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.table.HandshakeTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
    private static final String BENCHMARK = "\\.SampleBenchmark\\.handshake$";
    private static final Profile TINY = new Profile("tiny", 2, 1, 2, Duration.ofMillis(50));

    @TempDir
    Path out;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private RunFolder folder;

    @BeforeEach
    void createFolder() throws IOException {
        folder = RunFolder.create(out, Instant.now(), "host", "jdk");
    }

    @Test
    void roundsOfOneBenchmarkBecomeTheForksOfOneResult() throws Exception {
        measure(trial("FULL", "WELL", 2));

        assertEquals(Environment.State.COMPLETE, folder.environment().state());
        List<JmhResult> results = folder.results().all();
        assertEquals(1, results.size());
        JmhResult result = results.get(0);
        assertEquals(2, result.forks());
        assertEquals(2, result.key().threads());
        assertEquals(
                List.of(2, 2),
                result.primary().rawData().stream().map(List::size).toList());
        assertTrue(result.vm().args().stream().noneMatch(argument -> argument.contains("latency")));

        Metric handshakes = result.secondary("handshakes").orElseThrow();
        LatencyLog latencies = folder.latency(result.key()).orElseThrow();
        List<String> tags =
                latencies.intervals().stream().map(Histogram::getTag).toList();
        assertEquals(List.of("round1", "round1", "round2", "round2"), tags);
        assertTrue(latencies.count() >= handshakes.total(), latencies.count() + " " + handshakes.total());
        assertTrue(HandshakeTable.of(folder).rows().get(0).serverMicros().isPresent());
        assertTrue(HandshakeTable.of(folder).rows().get(0).allocatedBytes().isPresent());
        assertNoForkFolderIsLeft();
    }

    @Test
    void trialThatFailsIsNamedAndTheOthersAreKept() throws Exception {
        MeasurementException e = assertThrows(
                MeasurementException.class, () -> measure(trial("FULL", "FAILING", 1), trial("TICKET", "WELL", 1)));

        assertTrue(
                e.getMessage()
                        .startsWith("1 of 2 measurements failed: FULL, 1 thread: "
                                + "a full handshake where a resumption was asked for; see "),
                e.getMessage());
        assertEquals(Environment.State.INCOMPLETE, folder.environment().state());
        assertEquals(
                List.of("TICKET"),
                folder.results().all().stream().map(r -> r.params().get("kind")).toList());
        assertTrue(Files.readString(folder.jmhLogFile()).contains("IllegalStateException"));
        assertNoForkFolderIsLeft();
    }

    @Test
    void progressIsALineAForkWhereThereIsNoTerminal() throws Exception {
        measure(trial("FULL", "WELL", 1));

        List<String> lines = told.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(2, lines.size());
        assertTrue(lines.get(1).startsWith("[2/2] FULL, 1 thread; "), lines.get(1));
        assertFalse(lines.get(1).contains("\r"));
    }

    private void measure(Trial... trials) throws MeasurementException, IOException {
        EnvironmentProbe probe = new EnvironmentProbe();
        Progress progress = new Progress(new PrintStream(told, true, StandardCharsets.UTF_8), false);
        Environment environment = probe.begin(List.of("run"), ForkArguments.measured());
        new Measurement(folder, environment, probe, TINY, List.of(trials), progress).run();
    }

    private static Trial trial(String kind, String mood, int threads) {
        return new Trial(BENCHMARK, threads, Map.of("kind", kind, "mood", mood));
    }

    private void assertNoForkFolderIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            assertEquals(
                    List.of(),
                    files.filter(Files::isDirectory)
                            .map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }
}
