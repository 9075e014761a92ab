package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Comparison;
import io.tlsgauge.results.compare.Floor;
import io.tlsgauge.results.run.RunFolder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TwoJdksTest {
    private static final Profile TINY = new Profile("tiny", 2, 1, 1, 2, Duration.ofMillis(50), 0);

    @TempDir
    Path out;

    @Test
    void forksOfTwoJdksAreInterleavedAndTheirRunsAlike() throws Exception {
        Optional<Path> second = SecondJdk.home();
        assumeTrue(second.isPresent(), "no second JDK under /usr/lib/jvm: skipped");
        List<String> arguments = ForkArguments.measured();
        List<JdkHome> jdks = List.of(JdkHome.current(arguments), JdkHome.of(second.get(), arguments));
        Trial trial = new Trial("\\.SampleBenchmark\\.handshake$", 1, Map.of("kind", "FULL", "mood", "WELL"));

        Measurement measurement = Measurement.begin(
                out,
                List.of("run"),
                jdks,
                TINY,
                List.of(trial),
                1,
                new Progress(new PrintStream(OutputStream.nullOutputStream()), false));
        measurement.run();

        List<RunFolder> folders = measurement.folders();
        for (int i = 0; i < 2; i++) {
            RunFolder folder = folders.get(i);
            assertEquals(jdks.get(i).version(), folder.environment().jdk().version());
            assertEquals(2, folder.results().all().get(0).forks());
            assertTrue(
                    folder.environment()
                            .jdk()
                            .version()
                            .startsWith(folder.results().all().get(0).vm().jdkVersion()),
                    "the forks were run by the JDK that the environment names");
            assertTrue(folder.path()
                    .getFileName()
                    .toString()
                    .contains("jdk" + jdks.get(i).feature()));
        }
        assertNotEquals(
                folders.get(0).results().all().get(0).vm(),
                folders.get(1).results().all().get(0).vm());
        List<ComparedRun> runs = List.of(
                ComparedRun.read(folders.get(0).path()),
                ComparedRun.read(folders.get(1).path()));
        Comparison comparison = Comparison.of(runs.get(0), runs.get(1), Floor.beside(runs), 1);
        assertEquals(List.of(), comparison.unlike());
        assertEquals(1, comparison.benchmarks().size());
        assertTrue(comparison.inTurns());
    }
}
