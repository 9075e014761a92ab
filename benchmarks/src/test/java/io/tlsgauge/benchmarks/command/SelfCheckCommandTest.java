package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelfCheckCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rounds 1            | --rounds: '1': give a whole number from 2 to 1000
                    --rounds 5            | --per-comparison: '10': give no more than the 5 rounds that are measured
                    --per-comparison x    | --per-comparison: 'x': give a whole number from 2 to 1000
                    --comparisons 0       | --comparisons: '0': give a whole number from 2 to 100000
                    --out pom.xml         | --out: 'pom.xml' is a file: give a folder
                    --from nosuch         | --from: 'nosuch' is not there: give a run folder or a self-check.json.gz
                    --from pom.xml        | pom.xml: not a self-check: Not in GZIP format
                    --from pom.xml --rounds 9 | --rounds: what is measured was chosen when it began: leave it out
                    --from a --resume b   | --resume: --from measures nothing: give one of both
                    --resume nosuch       | --resume: nosuch: not a run folder: it holds no environment.json
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) {
        CommandLineProcess.Outcome outcome = CommandLineCall.execute("self-check " + arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertEquals(line, outcome.err());
    }
}
