package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.command.CommandLineProcess.Outcome;
import io.tlsgauge.benchmarks.environment.EnvironmentProbe;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** {@code report} from outside. */
class ReportCommandTest {
    private static final String RESULTS = """
            [{"benchmark":"org.example.Parser.parse","mode":"avgt","threads":1,"forks":2,
              "primaryMetric":{"score":10,"scoreError":"NaN","scoreUnit":"us/op","rawData":[[10,11],[9,10]]}}]""";

    private static final Environment.Jdk JDK =
            new Environment.Jdk("Vendor", "17.0.1", "VM", List.of(), "/jdk", "G1", "off", "compiler", Map.of());

    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void writeRun() throws IOException {
        RunFolder measured = RunFolder.create(folder, Instant.parse("2026-11-20T10:11:12Z"), "host", "jdk17");
        measured.write(new EnvironmentProbe().begin(List.of("run"), JDK));
        measured.writeResults(RESULTS);
        run = measured.path();
        Files.writeString(folder.resolve("parser.json"), RESULTS);
        Files.writeString(folder.resolve("empty.json"), "[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    report                                        | 'report --help' tells what there is
                    report @nosuch                                | there is no such run folder or file
                    report @empty.json                            | it holds no results
                    report .                                      | not a run folder: it holds no environment.json
                    report @parser.json                           | give --out FILE, as in --out report.html
                    report @parser.json --out @nosuch/report.html | make it, or give another file
                    report @parser.json --out .                   | is a folder: give a file
                    report @parser.json --out @p.html --picture . | is a folder: give a file, as in
                    report @parser.json --out @p.html --picture @p.svg | the runs hold no handshakes a second to draw
                    report @parser.json --seed x                  | 'report --help' tells what there is
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) throws Exception {
        Outcome outcome = execute(arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err() + outcome.out());
        assertTrue(outcome.err().contains(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("", outcome.out());
    }

    @Test
    void pageOfARunStandsInItsFolder() throws Exception {
        Outcome outcome = CommandLineCall.execute("report " + run);

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        assertEquals("written to " + run.resolve("report.html"), outcome.out());
        assertTrue(Files.readString(run.resolve("report.html")).startsWith("<!DOCTYPE html>"));
    }

    @Test
    void jmhFileOfAnotherProjectGoesWhereItIsTold() throws Exception {
        Path page = folder.resolve("page.html");

        Outcome outcome = execute("report @parser.json @parser.json --json --out " + page);

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        assertTrue(Files.exists(page));
        assertFalse(Files.exists(folder.resolve("report.html")));
        assertEquals(2, new JsonMapper().readTree(outcome.out()).get("runs").size());
    }

    private Outcome execute(String arguments) throws Exception {
        return CommandLineCall.execute(arguments.replace("@", folder + "/").replace(" .", " " + folder));
    }
}
