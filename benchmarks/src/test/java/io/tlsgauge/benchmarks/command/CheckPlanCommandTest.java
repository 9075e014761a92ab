package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.command.CommandLineProcess.Outcome;
import io.tlsgauge.results.plancheck.PlanCheck;
import io.tlsgauge.results.plancheck.PlanCheckAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check-plan} from outside. */
class CheckPlanCommandTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void writeRun() throws IOException {
        MeasuredServer.write(folder, "run");
        Files.writeString(folder.resolve("file"), "{}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    check-plan                                 | 'check-plan --help' tells what there is
                    check-plan @none                           | RUN: '@none' is not there: give a folder that 'run
                    check-plan @run @run                       | RUN: '@run' is one too many: give one folder, or files
                    check-plan @file                           | @file: not a check of plans:
                    check-plan @run --mix full=50              | --mix: 'full=50'
                    check-plan @run --mix full=50,id=50        | --mix: 'full=50,id=50': the run 'run' holds no id
                    check-plan @run --mix full=100 --p99 1     | --p99: '1': give a time with its unit
                    check-plan @run --mix full=100 --p99 500us | --p99: '500us': no number of cores holds p99
                    check-plan @run --provider bc              | --provider: 'bc': not what the run 'run' holds: choose of
                    check-plan @run --repeats 0                | --repeats: '0'
                    check-plan @run --duration 0               | --duration: '0'
                    check-plan @run --warm-up -1               | --warm-up: '-1'
                    check-plan @run --out @file                | --out: '@file' is a file: give a folder
                    check-plan @run --json --markdown          | --markdown: there is one answer
                    """)
    void badInputIsNamedWithItsMend(String command, String told) throws Exception {
        Outcome outcome = CommandLineCall.execute(command.replace("@", folder + "/"));

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertTrue(outcome.err().contains(told.replace("@", folder + "/")), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void serverIsLoadedUntilItMissesTheObjectiveAndTheAnswerIsKept() throws Exception {
        Path out = folder.resolve("out");

        Outcome outcome = CommandLineCall.execute("check-plan " + folder.resolve("run")
                + " --mix full=100 --p99 500ms --warm-up 1 --repeats 1 --duration 1 --out " + out);

        assertTrue(outcome.exitCode() <= ExitCode.NO, outcome.err());
        PlanCheck check = PlanCheck.read(out.resolve(PlanCheck.FILE_NAME));
        PlanCheck.Row row = check.rows().get(0);
        assertEquals(1, check.rows().size());
        // Full handshakes of a millisecond each, one at a time.
        assertTrue(row.foretold().value() > 500 && row.foretold().value() < 1_000, check.toString());
        assertTrue(row.found().highestKept().orElseThrow() > 0, check.toString());
        assertTrue(
                row.found().lowestMissed().orElseThrow()
                        > row.found().highestKept().getAsDouble(),
                check.toString());
        PlanCheckAnswer answer = new PlanCheckAnswer(List.of(check));
        assertEquals(answer.text().strip(), outcome.out());
        assertEquals(answer.isMet() ? ExitCode.DONE : ExitCode.NO, outcome.exitCode());
        String file = " " + out.resolve(PlanCheck.FILE_NAME);
        assertEquals(
                new PlanCheckAnswer(List.of(check, check, check)).text().strip(),
                CommandLineCall.execute("check-plan" + file + file + file).out());
        assertEquals(
                answer.text().strip(),
                CommandLineCall.execute("check-plan " + out.resolve(PlanCheck.FILE_NAME))
                        .out());
    }
}
