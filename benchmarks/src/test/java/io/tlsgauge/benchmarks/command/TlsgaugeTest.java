package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line from outside, in a JVM of its own, as a user meets it. */
class TlsgaugeTest {
    private static final String SAMPLE = "SampleBenchmark -f 1 -wi 0 -i 1 -r 50ms -p kind=FULL ";

    @TempDir
    Path folder;

    private record Outcome(int exitCode, String out, String err) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run --profile endless           | --profile: no profile 'endless': choose one of quick
                    run --threads 0                 | --threads: '0': give whole numbers from 1 to 1024
                    run --threads 1,,2              | --threads: '': give whole numbers
                    run --threads two               | --threads: 'two': give whole numbers
                    run --threads 99999999999       | --threads: '99999999999': give whole numbers
                    run --kinds FULL,HALF           | --kinds: 'HALF': choose of FULL, SESSION_ID, TICKET
                    run --suites TLS_NULL           | --suites: no cipher suite 'TLS_NULL': choose one of
                    run --providers nosuch          | --providers: no provider 'nosuch' for rsa: choose one of
                    run --providers rsa=jdk         | --providers: provider 'rsa=jdk' is neither a name nor a mix
                    run --nosuch                    | Unknown option: '--nosuch'; 'run --help' tells what there is
                    run extra                       | 'run --help' tells what there is
                    run --out                       | 'run --help' tells what there is
                    --nosuch                        | -h tells what there is
                    nosuch                          | no benchmark matches: -l lists all there are
                    Sample -p nosuch=1              | no benchmark that matches has the parameter 'nosuch': choose of kind, mood, size
                    Sample -p kind=HALF             | -p kind: 'HALF': choose of FULL, SESSION_ID, TICKET
                    Sample -pkind=HALF              | -p kind: 'HALF': choose of FULL, SESSION_ID, TICKET
                    Sample -p mood=BAD              | -p mood: 'BAD': choose of WELL, FAILING
                    Sample -p size=x                | -p size: 'x': give a whole number
                    Sample -p kind                  | -h tells what there is
                    Sample -t many                  | -h tells what there is
                    Sample -prof nosuch             | -lprof lists the profilers there are
                    *                               | -h tells what there is
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) throws Exception {
        Outcome outcome = execute(arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode, outcome.err);
        assertTrue(outcome.err.contains(line), outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
    }

    @Test
    void outThatIsAFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("taken"));

        Outcome outcome = execute("run --out " + file);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode);
        assertEquals("--out: '" + file + "' is a file: give a folder", outcome.err.strip());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --help       | Commands:
                    run --help   | --profile=NAME
                    --version    | tlsgauge
                    -h           | -p <param={v,}*>
                    -l           | io.tlsgauge.benchmarks.SampleBenchmark.handshake
                    Sample -lp   | param "mood" = {WELL}
                    -lprof       | gc
                    -lrf         | json
                    """)
    void helpAndListsAreOnStandardOutput(String arguments, String line) throws Exception {
        Outcome outcome = execute(arguments);

        assertEquals(ExitCode.DONE, outcome.exitCode, outcome.err);
        assertTrue(outcome.out.contains(line), outcome.out);
        assertEquals("", outcome.err);
    }

    @Test
    void whatIsNoCommandRunsAsInAnyJmhJar() throws Exception {
        Path json = folder.resolve("result.json");

        Outcome outcome = execute(SAMPLE + "-p size=3 -rf json -rff " + json);

        assertEquals(ExitCode.DONE, outcome.exitCode, outcome.err + outcome.out);
        assertTrue(outcome.out.contains("# Run complete"), outcome.out);
        assertTrue(Files.size(json) > 0);
        assertEquals("", outcome.err);
    }

    @Test
    void benchmarkThatFailsInItsForkShowsInTheExitCode() throws Exception {
        Outcome outcome = execute(SAMPLE + "-p mood=FAILING");

        assertEquals(ExitCode.FAILED, outcome.exitCode, outcome.err + outcome.out);
        assertTrue(outcome.err.startsWith("failed: io.tlsgauge.benchmarks.SampleBenchmark.handshake"), outcome.err);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
    }

    private Outcome execute(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djmh.ignoreLock=true");
        if (Runtime.version().feature() >= 24) {
            // as the jar's manifest grants
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments.split(" ")));
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        int exitCode = process.waitFor();
        return new Outcome(exitCode, Files.readString(out), Files.readString(err));
    }
}
