package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.command.CommandLineProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code plan} from outside. */
class PlanCommandTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void writeRun() throws IOException {
        MeasuredServer.write(folder, "run");
        MeasuredServer.writeWithoutLatencies(folder, "bare");
        Files.writeString(folder.resolve("file"), MeasuredServer.RESULTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    plan                                                   | 'plan --help' tells what there is
                    plan @run --rate 10 --p99 5ms                          | 'plan --help' tells what there is
                    plan @run --mix full=100 --p99 5ms                     | --rate: not given: give the connections a second
                    plan @run --mix full=100 --p99 5ms --rate 1 --cores 1  | --rate: --cores asks for the highest rate: give one
                    plan @run --mix full=100 --rate 10                     | --p99: no objective: give the time
                    plan @run --mix full=100 --p99 5ms --rate 0            | --rate: '0': give a number from 0.001 to 1000000000
                    plan @run --mix full=100 --p99 5ms --rate -1           | --rate: '-1': give a number
                    plan @run --mix full=100 --p99 5ms --rate many         | --rate: 'many': give a number
                    plan @run --mix full=100 --p99 5 --rate 10             | --p99: '5': give a time with its unit
                    plan @run --mix full=100 --p99 0ms --rate 10           | --p99: '0ms': give a time with its unit
                    plan @run --mix full=50,id=40 --p99 5ms --rate 10      | --mix: 'full=50,id=40' adds up to 90: give percentages that add up to 100
                    plan @run --mix half=100 --p99 5ms --rate 10           | --mix: 'half=100': give each of full, id and ticket
                    plan @run --mix full=50,id=50 --p99 5ms --rate 10      | --mix: 'full=50,id=50': the run 'run' holds no id (SESSION_ID)
                    plan @run --mix full=100 --p99 5ms --rate 10 --headroom 100%   | --headroom: '100%': give a percentage below 100
                    plan @run --mix full=100 --p99 5ms --rate 10 --burst 0.5       | --burst: '0.5': give a number from 1 to 1000
                    plan @run --mix full=100 --p99 5ms --rate 10 --peak-to-mean 0  | --peak-to-mean: '0': give a number from 1 to 1000
                    plan @run --mix full=100 --p99 5ms --rate 10 --spare-servers x | --spare-servers: 'x': give a whole number from 0 to 1000
                    plan @run --mix full=100 --p99 5ms --cores 0                   | --cores: '0': give a whole number from 1 to 1024
                    plan @run --mix full=100 --p99 5ms --cores 1 --cores-per-server 2 | --cores-per-server: '2': --cores asks about one server
                    plan @run --mix full=100 --p99 5ms --rate 10 --clients 0       | --clients: '0': give a whole number from 1
                    plan @run --mix full=100 --p99 5ms --rate 10 --lifetime 2      | --lifetime: '2': give a whole number and a unit
                    plan @run --mix full=100 --p99 5ms --rate 10 --provider bc     | --provider: not what the run 'run' holds: choose of JDK 17.0.1
                    plan @run --mix full=100 --p99 5ms --rate 10 --json --markdown | --markdown: there is one answer
                    plan @run --mix full=100 --p99 5ms --rate 10 --picture @run    | is a folder: give a file, as in
                    plan @run --mix full=100 --p99 5ms --rate 10 --picture @no/p.svg | there is no folder
                    plan @file --mix full=100 --p99 5ms --rate 10          | is no folder: give one that 'run' made
                    plan @nosuch --mix full=100 --p99 5ms --rate 10        | is no folder: give one that 'run' made
                    plan . --mix full=100 --p99 5ms --rate 10              | not a run folder: it holds no environment.json
                    plan @bare --mix full=100 --p99 5ms --rate 10          | it holds no handshake's latencies to plan from
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) {
        Outcome outcome = execute(arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err() + outcome.out());
        assertTrue(outcome.err().contains(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void planOfARunIsPrintedAndIncompleteRunsAreMarked() {
        Outcome outcome =
                execute("plan @run --rate 10000 --mix full=100 --p99 5ms --headroom 30% --cores-per-server 4");

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().lines().findFirst().orElseThrow().contains(" servers of 4 cores, bear 10,000"));
        assertTrue(outcome.out().contains("the run run is incomplete"), outcome.out());
    }

    @Test
    void planIsDrawnBesideWhatWouldBeOtherwise() throws IOException {
        Path picture = folder.resolve("plan.svg");

        Outcome outcome = execute("plan @run --rate 10000 --mix full=100 --p99 5ms --picture " + picture);

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        String svg = Files.readString(picture);
        assertTrue(svg.strip().endsWith("</svg>"), svg);
        assertTrue(svg.contains(">cores<") && svg.contains(">this plan (full=100)<"), svg);
        assertTrue(svg.contains("10,000 new connections a second"), svg);
    }

    @Test
    void highestRateOfAServerIsDrawn() throws IOException {
        Path picture = folder.resolve("rate.svg");

        execute("plan @run --cores 4 --mix full=100 --p99 5ms --picture " + picture);

        assertTrue(Files.readString(picture).contains(">connections a second<"));
    }

    @Test
    void planThatCannotBeIsNotDrawnAndThatIsSaid() {
        Path picture = folder.resolve("none.svg");

        Outcome outcome = execute("plan @run --rate 10 --mix full=100 --p99 800us --picture " + picture);

        assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains("is not written"), outcome.err());
        assertTrue(Files.notExists(picture));
    }

    @Test
    void objectiveThatNoNumberOfCoresReachesIsANo() {
        Outcome outcome = execute("plan @run --rate 10 --mix full=100 --p99 800us --json");

        assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
        JsonNode json = new JsonMapper().readTree(outcome.out());
        assertEquals("FULL", json.at("/forbidden/kind").stringValue());
        assertTrue(json.get("sizing").isNull());
    }

    private static Outcome execute(String arguments) {
        return CommandLineCall.execute(arguments.replace("@", folder + "/").replace(" . ", " " + folder + " "));
    }
}
