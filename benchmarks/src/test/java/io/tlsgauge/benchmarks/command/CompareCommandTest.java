package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.command.CommandLineProcess.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compare} from outside, on files of another project. */
class CompareCommandTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        write("fast.json", 100, "-Xmx1g");
        write("slow.json", 110, "-Xmx1g");
        write("other-heap.json", 100, "-Xmx2g");
        Files.writeString(folder.resolve("empty.json"), "[]");
        Files.writeString(
                folder.resolve("other-benchmark.json"),
                Files.readString(folder.resolve("fast.json")).replace("Parser.parse", "Printer.print"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    compare @fast.json                                     | 'compare --help' tells what there is
                    compare @fast.json @nosuch.json                        | there is no such run folder or file
                    compare @fast.json @empty.json                         | it holds no results
                    compare @fast.json .                                   | not a run folder: it holds no environment.json
                    compare @fast.json @other-benchmark.json               | no benchmark is in both
                    compare @fast.json @other-heap.json                    | RUN: the runs are not alike: JVM flags -Xmx1g against -Xmx2g: --anyway
                    compare @fast.json @slow.json @other-heap.json         | the runs are not alike: JVM flags
                    compare @fast.json @slow.json --fail-above lots        | --fail-above: 'lots': give a percentage
                    compare @fast.json @slow.json --floor -1               | --floor: '-1': give a percentage
                    compare @fast.json @slow.json --json --markdown        | --markdown: there is one answer
                    compare @fast.json @slow.json @slow.json --fail-above 3 | --fail-above: a history of 3 runs
                    compare @fast.json @slow.json --seed x                 | 'compare --help' tells what there is
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) throws Exception {
        Outcome outcome = execute(arguments);

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err() + outcome.out());
        assertTrue(outcome.err().contains(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertEquals("", outcome.out());
    }

    @ParameterizedTest
    @CsvSource({
        "compare @fast.json @slow.json, 0",
        "compare @fast.json @slow.json --fail-above 3%, 1",
        "compare @fast.json @slow.json --fail-above 20%, 0",
        "compare @slow.json @fast.json --fail-above 3%, 0",
        "compare @fast.json @fast.json --fail-above 0, 0",
    })
    void slowdownAboveTheLimitShowsInTheExitCode(String arguments, int exitCode) throws Exception {
        Outcome outcome = execute(arguments);

        assertEquals(exitCode, outcome.exitCode(), outcome.err() + outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void unlikeRunsComparedAllTheSameAreMarked() throws Exception {
        String files = "compare @fast.json @other-heap.json --anyway";

        assertTrue(execute(files).out().contains("NOT ALIKE, compared all the same: JVM flags -Xmx1g against -Xmx2g"));
        assertTrue(execute(files + " --markdown").out().contains("- NOT ALIKE"));
        JsonNode json = new JsonMapper().readTree(execute(files + " --json").out());
        assertEquals(false, json.get("alike").booleanValue());
        assertEquals("JVM flags", json.get("unlike").get(0).get("what").stringValue());
    }

    @Test
    void manyRunsAreAHistory() throws Exception {
        Outcome outcome = execute("compare @fast.json @fast.json @slow.json @slow.json");

        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        assertTrue(outcome.out().contains("at run 3"), outcome.out());
    }

    private Outcome execute(String arguments) throws Exception {
        return CommandLineCall.execute(arguments.replace("@", folder + "/").replace(" .", " " + folder));
    }

    private void write(String name, double nanos, String heap) throws IOException {
        StringBuilder forks = new StringBuilder();
        for (int fork = 0; fork < 6; fork++) {
            double mean = nanos * (1 + 0.002 * fork);
            forks.append(fork == 0 ? "" : ",").append("[%s,%s,%s,%s]".formatted(mean, mean + 0.1, mean, mean - 0.1));
        }
        Files.writeString(folder.resolve(name), """
                [{"jmhVersion":"1.36","benchmark":"org.example.Parser.parse","mode":"avgt","threads":1,"forks":6,
                  "jvmArgs":["%s"],"jdkVersion":"21.0.1","vmName":"OpenJDK 64-Bit Server VM","vmVersion":"21.0.1+12",
                  "params":{"size":"10"},
                  "primaryMetric":{"score":1.0,"scoreError":0.1,"scoreUnit":"ns/op","rawData":[%s]},
                  "secondaryMetrics":{}}]""".formatted(heap, forks));
    }
}
