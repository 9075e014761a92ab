package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.benchmarks.selfcheck.SlowedMeasurement;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfCheckCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rounds 1            | --rounds: '1': give a whole number from 2 to 1000
                    --rounds 5 --per-comparison 10 | --per-comparison: '10': give no more than the 5 rounds that are measured
                    --per-comparison x    | --per-comparison: 'x': give a whole number from 2 to 1000
                    --comparisons 0       | --comparisons: '0': give a whole number from 2 to 100000
                    --out pom.xml         | --out: 'pom.xml' is a file: give a folder
                    --from nosuch         | --from: 'nosuch' is not there: give a run folder or a self-check.json.gz
                    --from pom.xml        | pom.xml: not a self-check: Unexpected character
                    --from pom.xml --rounds 9 | --rounds: what is measured was chosen when it began: leave it out
                    --from a --resume b   | --resume: --from measures nothing: give one of both
                    --resume nosuch       | --resume: nosuch: not a run folder: it holds no environment.json
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) {
        CommandLineProcess.Outcome outcome = CommandLineCall.execute("self-check " + arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertTrue(outcome.err().startsWith(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void roundsThatAreNotMeasuredAreRefusedBeforeASelfCheckGoesOn(@TempDir Path out) throws IOException {
        Path begun = SlowedMeasurement.begin(out, List.of("self-check"), 5, 1, progress())
                .folders()
                .get(0)
                .path();

        CommandLineProcess.Outcome outcome =
                CommandLineCall.execute("self-check --per-comparison 10 --resume " + begun);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertEquals("--per-comparison: '10': give no more than the 5 rounds that are measured", outcome.err());
        assertEquals(
                "--resume: '" + begun + "' is of a self-check: give it to self-check --resume",
                CommandLineCall.execute("run --resume " + begun).err());
    }

    @Test
    void runOfSomethingElseDoesNotGoOnAsASelfCheck(@TempDir Path out) throws IOException {
        JdkHome jdk = JdkHome.current(ForkArguments.measured());
        Path run = Measurement.begin(
                        out,
                        List.of("doctor"),
                        List.of(jdk, jdk),
                        new Profile("tiny", 1, 1, 1, 1, Duration.ofMillis(50), 0),
                        List.of(new Trial("\\.HandshakeBenchmark\\.handshake$", 1, Map.of("kind", "FULL"))),
                        1,
                        progress())
                .folders()
                .get(0)
                .path();

        CommandLineProcess.Outcome outcome = CommandLineCall.execute("self-check --resume " + run);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertEquals("--resume: " + run + ": it is not of a self-check", outcome.err());
        assertEquals(
                "--resume: '" + run + "' is of a doctor, which does not go on: run doctor anew",
                CommandLineCall.execute("run --resume " + run).err());
    }

    private static Progress progress() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream()), false);
    }
}
