package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkLog;
import io.tlsgauge.results.run.RunFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class InterruptionTest {
    private static final int INTERRUPTED = 130;

    @TempDir
    Path out;

    @Test
    void interruptedRunKeepsWhatItMeasuredAndGoesOnWhereItStopped() throws Exception {
        Process process = SampleRunProcess.start(out);
        try (BufferedReader output = process.inputReader()) {
            SampleRunProcess.await(output, "[3/6]");
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            SampleRunProcess.await(output, ", marked incomplete; run --resume ");
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
        assertEquals(INTERRUPTED, process.exitValue());
        RunFolder folder = RunFolder.open(only(out));
        assertEquals(Environment.State.INCOMPLETE, folder.environment().state());
        assertTrue(folder.environment().finished().isPresent());
        assertFalse(folder.results().all().isEmpty());
        for (JmhResult result : folder.results().all()) {
            assertEquals(
                    result.forks(),
                    folder.latency(result.key()).orElseThrow().byTag().size());
        }
        List<ForkLog.Fork> before = folder.forks().forks();
        assertTrue(before.size() >= 2 && before.size() < 6, before.toString());

        Measurement.resume(folder.path(), new Progress(new PrintStream(OutputStream.nullOutputStream()), false))
                .run();

        assertEquals(Environment.State.COMPLETE, folder.environment().state());
        List<ForkLog.Fork> after = folder.forks().forks();
        assertEquals(before, after.subList(0, before.size()));
        assertEquals(6, after.size());
        List<JmhResult> results = folder.results().all();
        assertEquals(2, results.size());
        for (JmhResult result : results) {
            assertEquals(SampleRunProcess.ROUNDS, result.forks());
            assertEquals(
                    List.of(4, 4, 4),
                    result.primary().rawData().stream().map(List::size).toList());
            assertEquals(
                    SampleRunProcess.ROUNDS,
                    folder.latency(result.key()).orElseThrow().byTag().size());
            assertEquals(
                    SampleRunProcess.ROUNDS,
                    folder.warmUp().orElseThrow().of(result.key()).orElseThrow().forks());
        }
    }

    private static Path only(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size());
            return all.get(0);
        }
    }
}
