package io.tlsgauge.results.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.latency.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final BenchmarkKey KEY = BenchmarkKey.of("a.B.c", 2, Map.of("kind", "FULL"));

    @TempDir
    Path out;

    @Test
    void isNamedByTimeHostAndJdk() throws IOException {
        RunFolder run = RunFolder.create(out.resolve("runs"), SampleRun.STARTED, "my host", "jdk17.0.15+6");

        assertEquals(
                "20261120T101112Z-my_host-jdk17.0.15+6",
                run.path().getFileName().toString());
    }

    @Test
    void twoRunsOfTheSameSecondHaveFoldersOfTheirOwn() throws IOException {
        Path first = SampleRun.begun(out).path();
        Path second = SampleRun.begun(out).path();

        assertEquals(first.getFileName() + "-2", second.getFileName().toString());
    }

    @Test
    void foldersOfOneRunAreThoseThatOnePlanNames() throws IOException {
        RunFolder one = SampleRun.begun(out);
        RunFolder other = SampleRun.begun(out);
        RunFolder third = SampleRun.begun(out);
        String names = "{\"seed\":1,\"folders\":[\"" + one.path().getFileName() + "\",\""
                + other.path().getFileName() + "\"]}";
        for (RunFolder folder : List.of(one, other, third)) {
            assertFalse(one.tookTurnsWith(folder));
            Files.writeString(folder.path().resolve("plan.json"), names);
        }

        assertTrue(one.tookTurnsWith(other));
        assertFalse(one.tookTurnsWith(one));
        assertFalse(one.tookTurnsWith(third));
        Files.writeString(other.path().resolve("plan.json"), names.replace("\"seed\":1", "\"seed\":2"));
        assertFalse(one.tookTurnsWith(other));
    }

    @Test
    void forksOfOneRunTookTurnsOnlyWhereEachWasBesideItsTwin() throws IOException {
        RunFolder one = SampleRun.begun(out);
        RunFolder other = SampleRun.begun(out);
        for (RunFolder folder : List.of(one, other)) {
            Files.writeString(
                    folder.path().resolve("plan.json"),
                    "{\"folders\":[\"" + one.path().getFileName() + "\",\""
                            + other.path().getFileName() + "\"]}");
        }
        one.write(new ForkLog(List.of(fork(1, 0), fork(2, 60))));
        other.write(new ForkLog(List.of(fork(1, 1), fork(2, 61))));
        assertTrue(one.tookTurnsWith(other));

        // the second was measured when the first run had been stopped, and gone on with the next day
        other.write(new ForkLog(List.of(fork(1, 1), fork(2, 86_400))));
        assertFalse(one.tookTurnsWith(other));
        assertFalse(other.tookTurnsWith(one));
    }

    private static ForkLog.Fork fork(int round, long second) {
        return new ForkLog.Fork(
                0,
                "a.B.c",
                round,
                1,
                SampleRun.STARTED.plusSeconds(second),
                30,
                Optional.of(1.0),
                new ForkConditions(0, 0, 0, "0 0 0"),
                List.of(),
                true,
                Optional.empty());
    }

    @Test
    void environmentIsReadBackAsItWasWritten() throws IOException {
        RunFolder run = SampleRun.begun(out);
        assertEquals(SampleRun.environment(), RunFolder.open(run.path()).environment());

        Environment ended = SampleRun.environment()
                .ended(
                        Environment.State.COMPLETE,
                        Instant.parse("2026-11-20T10:13:00.5Z"),
                        new Environment.Load("1 1 1", 15, 1_100));
        run.write(ended);

        assertEquals(ended, run.environment());
        assertEquals(0.05, ended.before().stealUntil(ended.after().orElseThrow()));
    }

    @Test
    void runThatNeverEndedIsIncomplete() throws IOException {
        assertEquals(
                Environment.State.INCOMPLETE, SampleRun.begun(out).environment().state());
    }

    @Test
    void runWithoutResultsHasNone() throws IOException {
        RunFolder run = SampleRun.begun(out);

        assertTrue(run.results().all().isEmpty());
        assertTrue(run.latency(KEY).isEmpty());
    }

    @Test
    void latenciesOfEveryForkAreKept() throws IOException {
        RunFolder run = SampleRun.begun(out);
        SampleRun.addLatency(run, KEY, latencies(100, 200));
        SampleRun.addLatency(run, KEY, latencies(300));

        assertEquals(3, run.latency(KEY).orElseThrow().count());
        assertTrue(Files.exists(run.path().resolve("latency/B.FULL.c.t2.hlog")));
    }

    @Test
    void latenciesOfForksThatDoNotCountAreForgotten() throws IOException {
        RunFolder run = SampleRun.begun(out);
        run.putLatency(KEY, "round1", latencies(100, 200));
        run.putLatency(KEY, "round2", latencies(300));

        run.retainLatency(KEY, Set.of("round2"));
        assertEquals(Set.of("round2"), run.latency(KEY).orElseThrow().byTag().keySet());

        run.retainLatency(KEY, Set.of());
        assertTrue(run.latency(KEY).isEmpty());
    }

    @Test
    void folderWithoutEnvironmentIsNoRun() {
        MalformedFileException e = assertThrows(MalformedFileException.class, () -> RunFolder.open(out));

        assertTrue(e.getMessage().endsWith("not a run folder: it holds no environment.json"), e.getMessage());
    }

    @Test
    void malformedEnvironmentIsNamedInOneLine() throws IOException {
        RunFolder run = SampleRun.begun(out);
        Path file = run.path().resolve("environment.json");
        for (String malformed : List.of("{", "[]", "null", "{}", "{\"state\":\"PERHAPS\"}")) {
            Files.writeString(file, malformed);

            MalformedFileException e = assertThrows(MalformedFileException.class, run::environment, malformed);

            assertTrue(e.getMessage().startsWith(file + ": not an environment: "), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    private static LatencyLog latencies(long... nanos) {
        Histogram histogram = new Histogram(3);
        for (long value : nanos) {
            histogram.recordValue(value);
        }
        return LatencyLog.of(List.of(histogram));
    }
}
