package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.results.report.Report;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @Test
    void reportIsWrittenWhereEveryPeerFailed(@TempDir Path out) throws IOException {
        Path run = Measurement.begin(
                        out,
                        List.of("run", "--peers"),
                        List.of(JdkHome.current(ForkArguments.measured())),
                        new Profile("tiny", 1, 1, 1, 2, Duration.ofMillis(50), 0),
                        List.of(trial("FULL", "FAILING"), trial("TICKET", "WELL")),
                        1,
                        new Progress(new PrintStream(OutputStream.nullOutputStream()), false))
                .folders()
                .get(0)
                .path();

        CommandLineProcess.Outcome outcome = CommandLineCall.execute("run --resume " + run);

        assertEquals(ExitCode.FAILED, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("1 of 2 measurements failed"), outcome.err());
        assertTrue(outcome.err().contains("it holds no peers"), outcome.err());
        assertTrue(Files.exists(run.resolve(Report.FILE_NAME)));
    }

    @Test
    void recordedRunsArePrintedAgainAndCompared(@TempDir Path out) throws Exception {
        List<RunFolder> folders = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            Measurement measurement = Measurement.begin(
                    out,
                    List.of("run"),
                    List.of(JdkHome.current(ForkArguments.measured())),
                    new Profile("tiny", 2, 1, 1, 2, Duration.ofMillis(50), 0),
                    List.of(trial("FULL", "WELL")),
                    1,
                    new Progress(new PrintStream(OutputStream.nullOutputStream()), false));
            measurement.run();
            folders.addAll(measurement.folders());
        }

        String one = "run --from " + folders.get(0).path();
        CommandLineProcess.Outcome alone = CommandLineCall.execute(one);
        CommandLineProcess.Outcome both =
                CommandLineCall.execute(one + " --from " + folders.get(1).path());
        CommandLineProcess.Outcome asPeers = CommandLineCall.execute(one + " --peers");

        assertEquals(ExitCode.DONE, alone.exitCode(), alone.err());
        assertTrue(alone.out().contains("95 % interval"), alone.out());
        assertTrue(alone.out().contains("read from " + folders.get(0).path()), alone.out());
        assertEquals(ExitCode.DONE, both.exitCode(), both.err());
        assertTrue(both.out().contains("verdict"), both.out());
        assertEquals(ExitCode.BAD_INPUT, asPeers.exitCode());
        assertTrue(asPeers.err().contains("is no run --peers: leave --peers out"), asPeers.err());
    }

    @Test
    void partsOfAHandshakeArePrintedAndPrintedAgainAsNothingElse(@TempDir Path out) throws Exception {
        Measurement begun = Measurement.begin(
                out,
                List.of("run", "--parts"),
                List.of(JdkHome.current(ForkArguments.measured())),
                new Profile("tiny", 1, 1, 1, 2, Duration.ofMillis(50), 0),
                SpecialRun.PARTS.trials(System.err).stream()
                        .filter(part -> part.benchmark().contains("PrfBenchmark"))
                        .toList(),
                1,
                new Progress(new PrintStream(OutputStream.nullOutputStream()), false));
        Path run = begun.folders().get(0).path();

        CommandLineProcess.Outcome first = CommandLineCall.execute("run --resume " + run);
        CommandLineProcess.Outcome again = CommandLineCall.execute("run --parts --from " + run);
        CommandLineProcess.Outcome asHandshakes = CommandLineCall.execute("run --from " + run);
        CommandLineProcess.Outcome asPeers = CommandLineCall.execute("run --peers --from " + run);

        assertEquals(ExitCode.DONE, first.exitCode(), first.err());
        assertTrue(first.out().lines().anyMatch(line -> line.matches("PRF keyed +[0-9.]+ +4 +[0-9.]+")), first.out());
        assertEquals(first.out(), again.out());
        assertEquals(ExitCode.BAD_INPUT, asHandshakes.exitCode());
        assertTrue(asHandshakes.err().contains("is of run --parts: give --parts with it"), asHandshakes.err());
        assertEquals(ExitCode.BAD_INPUT, asPeers.exitCode());
        assertTrue(asPeers.err().contains("is of run --parts"), asPeers.err());
    }

    private static Trial trial(String kind, String mood) {
        return new Trial("\\.SampleBenchmark\\.handshake$", 1, Map.of("kind", kind, "mood", mood));
    }
}
