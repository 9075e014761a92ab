package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.command.CommandLineProcess.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line from outside, as a user meets it. */
class TlsgaugeTest {
    private static final String SAMPLE = "SampleBenchmark -f 1 -wi 0 -i 1 -r 50ms -p kind=FULL ";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run --profile endless           | --profile: no profile 'endless': choose one of quick, standard, full
                    run --threads 0                 | --threads: '0': give whole numbers from 1 to 1024
                    run --threads 1,,2              | --threads: '': give whole numbers
                    run --threads two               | --threads: 'two': give whole numbers
                    run --threads 99999999999       | --threads: '99999999999': give whole numbers
                    run --kinds FULL,HALF           | --kinds: 'HALF': choose of FULL, SESSION_ID, TICKET
                    run --suites TLS_NULL           | --suites: no cipher suite 'TLS_NULL': choose one of
                    run --rounds 0                  | --rounds: '0': give a whole number from 1 to 1000
                    run --rounds many               | --rounds: 'many': give a whole number from 1 to 1000
                    run --peers --kinds FULL        | --kinds: --peers measures what its table needs: leave it out
                    run --peers --threads 2         | --threads: --peers measures what its table needs: leave it out
                    run --peers --server            | --server: --peers measures what its table needs: leave it out
                    run --peers --providers bc      | --providers: --peers measures what its table needs: leave it out
                    run --peers --json --markdown   | --markdown: there is one answer: give --json or --markdown
                    run --from nosuch               | --from: 'nosuch' is no folder: give the folder of a run
                    run --from . --kinds FULL       | --kinds: --from measures nothing: leave it out
                    run --peers --from a --from b   | --from: the table of the peers is of one run: give it once
                    run --key-bits 1024             | --key-bits: '1024': choose of 2048, 3072, 4096
                    run --peers --key-bits 3072     | --key-bits: --peers measures what its table needs: leave it out
                    run --markdown                  | --markdown: it goes with --peers or --parts: give one of them, or leave it out
                    run --parts --kinds FULL        | --kinds: --parts measures what its table needs: leave it out
                    run --parts --peers             | --parts: a run has one table: give --peers or --parts
                    run --parts --from a --from b   | --from: the table of the parts is of one run: give it once
                    run --peers --from nosuch       | --from: 'nosuch' is no folder: give the folder of a run
                    run --peers --from . --rounds 3 | --rounds: --from measures nothing: leave it out
                    run --peers --from .            | not a run folder: it holds no environment.json
                    run --providers nosuch          | --providers: no provider 'nosuch' for rsa: choose one of
                    run --providers rsa=jdk         | --providers: provider 'rsa=jdk' is neither a name nor a mix
                    run --rounds 0                  | --rounds: '0': give a whole number from 1 to 1000
                    run --rounds many               | --rounds: 'many': give a whole number from 1 to 1000
                    run --seed x                    | 'run --help' tells what there is
                    run --jdk /nosuch               | --jdk: '/nosuch' is no JDK: give its home, the folder that holds bin/java
                    run --resume /nosuch            | --resume: /nosuch: not a run folder: it holds no environment.json: give a folder
                    run --resume /nosuch --rounds 3 | --resume: a run goes on as it was begun: leave out --rounds
                    run --nosuch                    | Unknown option: '--nosuch'; 'run --help' tells what there is
                    run extra                       | 'run --help' tells what there is
                    run --out                       | 'run --help' tells what there is
                    --nosuch                        | -h tells what there is
                    nosuch                          | no benchmark matches: -l lists all there are
                    Sample -p nosuch=1              | no benchmark that matches has the parameter 'nosuch': choose of kind, mood, size
                    Sample -p kind=HALF             | -p kind: 'HALF': choose of FULL, SESSION_ID, TICKET
                    Sample -pkind=HALF              | -p kind: 'HALF': choose of FULL, SESSION_ID, TICKET
                    Sample -p mood=BAD              | -p mood: 'BAD': choose of WELL, SPEAKING, FAILING
                    Sample -p size=x                | -p size: 'x': give a whole number
                    Sample -p kind                  | -h tells what there is
                    Sample -t many                  | -h tells what there is
                    Sample -prof nosuch             | -lprof lists the profilers there are
                    *                               | -h tells what there is
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) throws Exception {
        Outcome outcome = CommandLineCall.execute(arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void outThatIsAFileIsRefused() throws Exception {
        Path file = Files.createFile(folder.resolve("taken"));

        Outcome outcome = CommandLineCall.execute("run --out " + file);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertEquals(
                "--out: '" + file + "' is a file: give a folder", outcome.err().strip());
    }

    @Test
    void sameJdkTwiceIsRefused() throws Exception {
        Path home = Path.of(System.getProperty("java.home"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);

        Outcome outcome = CommandLineCall.execute("run --jdk " + home + " --jdk " + link);
        Files.delete(link);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err());
        assertTrue(
                outcome.err().startsWith("--jdk: '" + home + "' and '" + link + "' are the same JDK ("), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
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
        Outcome outcome = CommandLineProcess.execute(arguments);

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains(line), outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void whatIsNoCommandRunsAsInAnyJmhJar() throws Exception {
        Path json = folder.resolve("result.json");

        Outcome outcome = CommandLineProcess.execute(SAMPLE + "-p size=3 -rf json -rff " + json);

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err() + outcome.out());
        assertTrue(outcome.out().contains("# Run complete"), outcome.out());
        assertTrue(Files.size(json) > 0);
        assertEquals("", outcome.err());
    }

    @Test
    void benchmarkThatFailsInItsForkShowsInTheExitCode() throws Exception {
        Outcome outcome = CommandLineProcess.execute(SAMPLE + "-p mood=FAILING");

        assertEquals(ExitCode.FAILED, outcome.exitCode(), outcome.err() + outcome.out());
        assertTrue(outcome.err().startsWith("failed: io.tlsgauge.benchmarks.SampleBenchmark.handshake"), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }
}
