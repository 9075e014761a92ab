package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.Metric;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkLog;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.table.HandshakeTable;
import io.tlsgauge.results.warmup.WarmUp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
    private static final String BENCHMARK = "\\.SampleBenchmark\\.handshake$";
    private static final Profile TINY = new Profile("tiny", 2, 1, 1, 2, Duration.ofMillis(50), 0);

    @TempDir
    Path out;

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private RunFolder folder;

    @Test
    void roundsOfOneBenchmarkBecomeTheForksOfOneResult() throws Exception {
        measure(TINY, trial("FULL", "WELL", 2));

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
        assertTrue(result.vm().args().contains("-Djmh.blackhole.mode=COMPILER"));

        Metric handshakes = result.secondary("handshakes").orElseThrow();
        LatencyLog latencies = folder.latency(result.key()).orElseThrow();
        List<String> tags =
                latencies.intervals().stream().map(Histogram::getTag).toList();
        assertEquals(
                List.of("round1", "round1", "round2", "round2"),
                tags.stream().sorted().toList());
        assertTrue(latencies.count() >= handshakes.total(), latencies.count() + " " + handshakes.total());
        assertTrue(HandshakeTable.of(folder).rows().get(0).serverMicros().isPresent());
        assertTrue(HandshakeTable.of(folder).rows().get(0).allocatedBytes().isPresent());
        assertNothingHiddenIsLeft();
    }

    @Test
    void warmUpAndTheMachineDuringEveryForkAreRecorded() throws Exception {
        measure(TINY, trial("FULL", "WELL", 1));

        WarmUp warmUp = folder.warmUp()
                .orElseThrow()
                .of(folder.results().all().get(0).key())
                .orElseThrow();
        assertEquals(2, warmUp.forks());
        List<ForkLog.Fork> forks = folder.forks().forks();
        assertEquals(List.of(1, 2), forks.stream().map(ForkLog.Fork::round).toList());
        assertTrue(forks.stream().allMatch(fork -> fork.kept() && fork.score().orElseThrow() > 0));
        assertTrue(forks.stream()
                .noneMatch(fork -> fork.conditions().loadAverages().isEmpty()));
        Environment.Jdk jdk = folder.environment().jdk();
        assertEquals("compiler", jdk.blackholes());
        assertEquals("G1", jdk.collector());
        assertEquals("none", jdk.largePages());
        assertTrue(jdk.securityProperties().get("jdk.tls.disabledAlgorithms").contains("SSLv3"));
    }

    @Test
    void whatForksPrintIsNoPartOfTheAnswer() throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteArrayOutputStream beside = new ByteArrayOutputStream();
        System.setOut(new PrintStream(answer, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(beside, true, StandardCharsets.UTF_8));
        try {
            measure(TINY, trial("FULL", "SPEAKING", 1));
            System.out.print("done");
        } finally {
            System.setOut(out);
            System.setErr(err);
        }

        assertEquals("done", answer.toString(StandardCharsets.UTF_8));
        assertTrue(beside.toString(StandardCharsets.UTF_8).contains("a fork speaks"));
    }

    @Test
    void trialThatFailsIsNamedAndTheOthersAreKept() throws Exception {
        MeasurementException e = assertThrows(
                MeasurementException.class,
                () -> measure(TINY, trial("FULL", "FAILING", 1), trial("TICKET", "WELL", 1)));

        assertTrue(
                e.getMessage()
                        .startsWith("1 of 2 measurements failed: SampleBenchmark, FULL, 1 thread: "
                                + "a full handshake where a resumption was asked for; see "),
                e.getMessage());
        assertEquals(Environment.State.INCOMPLETE, folder.environment().state());
        assertEquals(
                List.of("TICKET"),
                folder.results().all().stream().map(r -> r.params().get("kind")).toList());
        assertTrue(Files.readString(folder.jmhLogFile()).contains("IllegalStateException"));
        List<String> failures = folder.forks().forks().stream()
                .flatMap(fork -> fork.failure().stream())
                .toList();
        assertEquals(List.of("a full handshake where a resumption was asked for"), failures);
    }

    @Test
    void forkThatFailsKeepsTheIterationsItHadMeasuredAndIsMeasuredAnew() throws Exception {
        assertThrows(MeasurementException.class, () -> measure(TINY, trial("FULL", "FAILING_LATER", 1)));

        assertEquals(Environment.State.INCOMPLETE, folder.environment().state());
        JmhResult result = folder.results().all().get(0);
        assertEquals(
                List.of(1), result.primary().rawData().stream().map(List::size).toList());
        assertTrue(folder.latency(result.key()).orElseThrow().count() > 0);

        assertThrows(MeasurementException.class, Measurement.resume(folder.path(), progress())::run);
        assertEquals(
                List.of(1, 1),
                folder.forks().forks().stream().map(ForkLog.Fork::round).toList());
    }

    @Test
    void runThatFailedGoesOnWithWhatItLacks() throws Exception {
        assertThrows(
                MeasurementException.class,
                () -> measure(TINY, trial("FULL", "FAILING", 1), trial("TICKET", "WELL", 1)));
        String measured = Files.readString(folder.jmhFile());
        List<ForkLog.Fork> forks = folder.forks().forks();

        Measurement resumed = Measurement.resume(folder.path(), progress());
        assertThrows(MeasurementException.class, resumed::run);

        assertEquals(measured, Files.readString(folder.jmhFile()));
        assertEquals(forks.size() + 1, folder.forks().forks().size());
    }

    @Test
    void disturbedForkIsMarkedAndRepeatedOnceAndTheLessDisturbedIsKept() throws Exception {
        List<Process> others = new ArrayList<>();
        try {
            // a tenth of all processors and more: twice what a fork may be disturbed by
            for (int i = 0; i <= Runtime.getRuntime().availableProcessors() / 8; i++) {
                others.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
            }
            measure(new Profile("tiny", 2, 1, 1, 2, Duration.ofMillis(200), 1), trial("FULL", "WELL", 1));
        } finally {
            others.forEach(Process::destroyForcibly);
        }

        List<ForkLog.Fork> forks = folder.forks().forks();
        assertEquals(List.of(1, 2, 1), forks.stream().map(ForkLog.Fork::attempt).toList());
        assertTrue(
                forks.stream()
                        .allMatch(
                                fork -> fork.disturbances().stream().anyMatch(what -> what.startsWith("foreign load"))),
                forks.toString());
        ForkLog.Fork first = forks.get(0);
        ForkLog.Fork repeat = forks.get(1);
        assertTrue(first.isTwinOf(repeat));
        boolean better = repeat.conditions().severity() < first.conditions().severity();
        assertEquals(
                List.of(!better, better, true),
                forks.stream().map(ForkLog.Fork::kept).toList());
        JmhResult result = folder.results().all().get(0);
        assertEquals(2, result.forks());
        assertEquals(2, folder.latency(result.key()).orElseThrow().byTag().size());
        List<String> notes = HandshakeTable.of(folder).notes();
        assertEquals("3 of 3 forks were disturbed, 1 repeated; disturbed forks among the figures: 2", notes.get(0));
        assertTrue(notes.get(1).startsWith("disturbed: SampleBenchmark, FULL, 1 thread, round "), notes.get(1));
        assertEquals(
                3,
                told.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("["))
                        .count());
    }

    @Test
    void runThatIsCompleteDoesNotGoOn() throws Exception {
        measure(TINY, trial("FULL", "WELL", 1));

        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> Measurement.resume(folder.path(), progress()));

        assertTrue(e.getMessage().endsWith("is complete: nothing is left to measure"), e.getMessage());
    }

    @Test
    void progressIsALineAForkWhereThereIsNoTerminal() throws Exception {
        measure(TINY, trial("FULL", "WELL", 1));

        List<String> lines = told.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(3, lines.size());
        assertTrue(lines.get(2).startsWith("[2/2] SampleBenchmark, FULL, 1 thread; "), lines.get(2));
        assertFalse(lines.get(2).contains("\r"));
    }

    private void measure(Profile profile, Trial... trials) throws MeasurementException, IOException {
        List<JdkHome> jdks = List.of(JdkHome.current(ForkArguments.measured()));
        Measurement measurement = Measurement.begin(out, List.of("run"), jdks, profile, List.of(trials), 1, progress());
        folder = measurement.folders().get(0);
        measurement.run();
    }

    private Progress progress() {
        return new Progress(new PrintStream(told, true, StandardCharsets.UTF_8), false);
    }

    private static Trial trial(String kind, String mood, int threads) {
        return new Trial(BENCHMARK, threads, Map.of("kind", kind, "mood", mood));
    }

    private void assertNothingHiddenIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            assertEquals(
                    List.of(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.startsWith("."))
                            .toList());
        }
    }
}
