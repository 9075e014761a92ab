package io.tlsgauge.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.compare.Comparison.Row;
import io.tlsgauge.results.compare.Differences.Difference;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.run.EqualRunsSpread;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import io.tlsgauge.results.statistics.NoisyForks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComparisonTest {
    private static final NoisyForks NOISY = new NoisyForks(NoisyForks.Shape.NORMAL, 0.005, 0.005);
    private static final Floor NO_FLOOR = Floor.given(0);

    private final SplittableRandom random = new SplittableRandom(11);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "thrpt, ops/ms, 110, FASTER",
        "thrpt, ops/ms, 90, SLOWER",
        "avgt, ns/op, 90, FASTER",
        "sample, us/op, 110, SLOWER",
        "ss, ms/op, 110, SLOWER"
    })
    void ratioAboveOneIsFasterInEveryMode(String mode, String unit, double current, Verdict verdict)
            throws IOException {
        Row row = only(file(mode, unit, 100), file(mode, unit, current));

        assertEquals(verdict, row.change().verdict());
        assertEquals(verdict == Verdict.FASTER, row.change().ratio() > 1);
        assertTrue(row.change().low().orElseThrow() < row.change().ratio());
        assertTrue(row.change().high().orElseThrow() > row.change().ratio());
    }

    @Test
    void unitsOfOneKindAreConverted() throws IOException {
        Row row = only(file("avgt", "us/op", 100), file("avgt", "ns/op", 100_000));

        assertEquals(Verdict.NO_DIFFERENCE_SHOWN, row.change().verdict());
        assertEquals(1, row.change().ratio(), 0.02);
        assertEquals("ns/op", row.unit());
        assertEquals(100_000, row.old().score(), 2_000);
    }

    @Test
    void samplesOfARealHistogramAreRead() throws IOException {
        String sampled = """
                [{"benchmark":"a.B.c","mode":"sample",
                  "primaryMetric":{"score":2,"scoreUnit":"us/op","rawDataHistogram":[[[[%s,3]]],[[[%s,2]]]]}}]""";
        ComparedRun old = ComparedRun.read(Files.writeString(folder.resolve("a"), sampled.formatted("2.0", "2.2")));
        ComparedRun current = ComparedRun.read(Files.writeString(folder.resolve("b"), sampled.formatted("1.0", "1.1")));

        assertEquals(
                2,
                Comparison.of(old, current, NO_FLOOR, 1)
                        .benchmarks()
                        .get(0)
                        .change()
                        .ratio(),
                1e-9);
    }

    @Test
    void oneForkShowsNothingHoweverGreatTheChange() throws IOException {
        ComparedRun old = new JmhFile().add("a.B.c", "{}", "[[100,101,99]]").in(folder.resolve("old.json"));
        ComparedRun current = new JmhFile().add("a.B.c", "{}", "[[10,11,9]]").in(folder.resolve("new.json"));

        Comparison comparison = Comparison.of(old, current, NO_FLOOR, 1);

        assertEquals(
                Verdict.NO_DIFFERENCE_SHOWN,
                comparison.benchmarks().get(0).change().verdict());
        assertTrue(comparison.benchmarks().get(0).change().low().isEmpty());
        assertTrue(text(comparison).contains("one fork a side shows nothing"), text(comparison));
    }

    @Test
    void noDifferenceShownTellsTheRoundsThatWouldShowThreePercent() throws IOException {
        NoisyForks noisy = new NoisyForks(NoisyForks.Shape.NORMAL, 0.03, 0.01);
        ComparedRun old = new JmhFile()
                .add("a.B.c", "{}", noisy.sample(100, 5, 5, random))
                .in(folder.resolve("o"));
        ComparedRun current = new JmhFile()
                .add("a.B.c", "{}", noisy.sample(100, 5, 5, random))
                .in(folder.resolve("n"));

        Comparison comparison = Comparison.of(old, current, NO_FLOOR, 1);

        int rounds =
                comparison.benchmarks().get(0).change().roundsForThreePercent().orElseThrow();
        assertTrue(rounds > 5, "rounds " + rounds);
        assertTrue(text(comparison).contains("no difference shown; " + rounds + " rounds would show 3 %"));
    }

    @Test
    void changeUnderTheFloorIsNotClaimed() throws IOException {
        ComparedRun old = file("thrpt", "ops/s", 100).in(folder.resolve("old.json"));
        ComparedRun current = file("thrpt", "ops/s", 97).in(folder.resolve("new.json"));

        assertEquals(
                Verdict.SLOWER,
                Comparison.of(old, current, NO_FLOOR, 1)
                        .benchmarks()
                        .get(0)
                        .change()
                        .verdict());
        Comparison floored = Comparison.of(old, current, Floor.given(5), 1);
        assertEquals(
                Verdict.NO_DIFFERENCE_SHOWN,
                floored.benchmarks().get(0).change().verdict());
        assertTrue(text(floored).contains("the floor of 5.0 % hides 3 %"), text(floored));
    }

    @Test
    void provenSlowdownIsHeldAgainstALimit() throws IOException {
        Comparison comparison = Comparison.of(
                file("thrpt", "ops/s", 100).in(folder.resolve("old.json")),
                file("thrpt", "ops/s", 94).in(folder.resolve("new.json")),
                NO_FLOOR,
                1);

        assertTrue(comparison.slowerByMoreThan(3));
        assertFalse(comparison.slowerByMoreThan(10));
    }

    @Test
    void sameSeedGivesTheSameAnswerAndAnotherBenchmarkChangesNoInterval() throws IOException {
        JmhFile old = file("thrpt", "ops/s", 100);
        JmhFile current = file("thrpt", "ops/s", 100);
        Comparison alone = Comparison.of(old.in(folder.resolve("1")), current.in(folder.resolve("2")), NO_FLOOR, 5);
        Comparison again = Comparison.of(old.in(folder.resolve("1")), current.in(folder.resolve("2")), NO_FLOOR, 5);
        old.add("a.A.first", "{}", NOISY.sample(1, 5, 5, random));
        current.add("a.A.first", "{}", NOISY.sample(1, 5, 5, random));
        Comparison more = Comparison.of(old.in(folder.resolve("1")), current.in(folder.resolve("2")), NO_FLOOR, 5);

        assertEquals(alone, again);
        assertEquals(
                alone.benchmarks().get(0).change().low(),
                more.benchmarks().get(1).change().low());
    }

    @Test
    void whatIsInOneRunOnlyIsListed() throws IOException {
        ComparedRun old =
                file("thrpt", "ops/s", 100).add("a.B.gone", "{}", "[[1],[1]]").in(folder.resolve("old.json"));
        ComparedRun current = file("thrpt", "ops/s", 100)
                .add("a.B.born", "{\"n\":\"1\"}", "[[1],[1]]")
                .in(folder.resolve("new.json"));

        String text = text(Comparison.of(old, current, NO_FLOOR, 1));

        assertTrue(text.contains("only in old: B.gone {}, 1 thread, thrpt"), text);
        assertTrue(text.contains("only in new: B.born {n=1}, 1 thread, thrpt"), text);
    }

    @Test
    void figuresThatHaveNoRatioAreNotCompared() throws IOException {
        ComparedRun old = new JmhFile().add("a.B.c", "{}", "[[0.0],[0.0]]").in(folder.resolve("old.json"));
        ComparedRun current = new JmhFile().add("a.B.c", "{}", "[[1],[1]]").in(folder.resolve("new.json"));

        Comparison comparison = Comparison.of(old, current, NO_FLOOR, 1);

        assertEquals(1, comparison.notComparable().size());
        assertTrue(text(comparison).contains("not compared, for want of positive figures"), text(comparison));
    }

    @Test
    void anotherJdkIsWhatIsComparedAndNothingUnlike() throws IOException {
        Comparison comparison = Comparison.of(
                file("thrpt", "ops/s", 100).jdk("17.0.15").in(folder.resolve("old.json")),
                rebuilt("21.0.3", "1.37", "-Xmx1g"),
                NO_FLOOR,
                1);

        assertTrue(comparison.alike());
        assertEquals("JDK", comparison.compared().get(0).what());
    }

    @ParameterizedTest
    @CsvSource({
        "11.0.2, 1.37, -Xmx1g, blackholes",
        "17.0.15, 1.36, -Xmx1g, JMH",
        "17.0.15, 1.37, -Xmx2g, JVM flags",
        "17.0.15, 1.37, -XX:+UseZGC, JVM flags",
    })
    void runsThatAreNotAlikeAreToldByWhatDiffers(String jdk, String jmh, String args, String what) throws IOException {
        Comparison comparison =
                Comparison.of(rebuilt("17.0.15", "1.37", "-Xmx1g"), rebuilt(jdk, jmh, args), NO_FLOOR, 1);

        assertFalse(comparison.alike());
        assertEquals(
                List.of(what),
                comparison.unlike().stream().map(Difference::what).toList());
        assertTrue(text(comparison).contains("NOT ALIKE"), text(comparison));
        assertTrue(new ComparisonText(comparison).markdown().contains("NOT ALIKE"));
        assertFalse(new JsonMapper()
                .readTree(new ComparisonText(comparison).json())
                .get("alike")
                .booleanValue());
    }

    @Test
    void flagsThatChangeNothingMeasuredAreNoDifference() throws IOException {
        Comparison comparison = Comparison.of(
                rebuilt("17.0.15", "1.37", "-Xmx1g"),
                new JmhFile()
                        .jdk("25")
                        .jvmArgs("-Xmx1g", "--sun-misc-unsafe-memory-access=allow", "-Djava.io.tmpdir=/x")
                        .add("a.B.c", "{}", NOISY.sample(100, 5, 5, random))
                        .in(folder.resolve("silent.json")),
                NO_FLOOR,
                1);

        assertTrue(comparison.alike(), comparison.unlike().toString());
    }

    @Test
    void parameterThatDiffersThroughoutIsADifferenceAndStillPairs() throws IOException {
        Comparison comparison = Comparison.of(
                suites("GCM").in(folder.resolve("old.json")),
                suites("CBC").in(folder.resolve("new.json")),
                NO_FLOOR,
                1);

        assertEquals(2, comparison.benchmarks().size());
        assertEquals(List.of(new Difference("suite", "GCM", "CBC")), comparison.unlike());
    }

    @Test
    void environmentsAreComparedButForHostAndLoad() throws IOException {
        RunFolder old = run("old", 100);
        RunFolder current = run("new", 100);
        Path file = current.path().resolve("environment.json");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("host.example", "other.example")
                        .replace("17.0.15+6", "25+36")
                        .replace("Some CPU", "Other CPU")
                        .replace("0.10 0.20", "9.10 9.20"));

        Comparison comparison =
                Comparison.of(ComparedRun.read(old.path()), ComparedRun.read(current.path()), NO_FLOOR, 1);

        assertEquals(List.of(new Difference("cpu.model", "Some CPU", "Other CPU")), comparison.unlike());
        assertTrue(text(comparison).contains("INCOMPLETE"));
    }

    @Test
    void spreadOfEqualRunsBesideARunIsTheFloorOnItsMachine() throws IOException {
        ComparedRun run = ComparedRun.read(run("runs", 100).path());
        assertEquals(0, Floor.beside(List.of(run)).percent());

        new EqualRunsSpread(SampleRun.STARTED, "Some CPU", 2, 10, 1.5).write(folder.resolve("runs"));
        assertEquals(1.5, Floor.beside(List.of(run)).percent());

        new EqualRunsSpread(SampleRun.STARTED, "Other CPU", 2, 10, 1.5).write(folder.resolve("runs"));
        assertEquals(0, Floor.beside(List.of(run)).percent());
    }

    @Test
    void percentilesOfRunFoldersAreComparedOverForks() throws IOException {
        Comparison comparison = Comparison.of(
                ComparedRun.read(run("old", 100).path()),
                ComparedRun.read(run("new", 50).path()),
                NO_FLOOR,
                1);

        assertEquals(
                List.of(50.0, 99.0, 99.9),
                comparison.latencies().stream().map(row -> row.percentile()).toList());
        assertEquals(2, comparison.latencies().get(0).change().ratio(), 0.05);
        assertEquals(Verdict.FASTER, comparison.latencies().get(0).change().verdict());
        assertEquals(105, comparison.latencies().get(0).oldMicros(), 3);
        List<String> lines = text(comparison).lines().toList();
        for (String percentile : List.of("  p50  ", "  p99  ", "  p99.9  ")) {
            assertTrue(lines.stream().anyMatch(line -> line.contains(percentile)), text(comparison));
        }
    }

    @Test
    void runsInTurnsAreComparedTurnByTurnWhateverTheMachineDidMeanwhile() throws IOException {
        RunFolder old = SampleRun.begun(folder);
        RunFolder current = SampleRun.begun(folder);
        List<List<Double>> oldTurns = new ArrayList<>();
        List<List<Double>> newTurns = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            double[] speed = random.doubles(20, 0.5, 1).toArray();
            oldTurns.add(Arrays.stream(speed).map(each -> 100 * each).boxed().toList());
            newTurns.add(Arrays.stream(speed)
                    .map(each -> 97 * each * (1 + 0.005 * random.nextGaussian()))
                    .boxed()
                    .toList());
        }
        old.writeResults(new JmhFile().add("a.B.c", "{}", oldTurns.toString()).json());
        current.writeResults(
                new JmhFile().add("a.B.c", "{}", newTurns.toString()).json());
        for (RunFolder run : List.of(old, current)) {
            Files.writeString(
                    run.path().resolve("plan.json"),
                    "{\"folders\":[\"" + old.path().getFileName() + "\",\""
                            + current.path().getFileName() + "\"]}");
        }

        Comparison comparison =
                Comparison.of(ComparedRun.read(old.path()), ComparedRun.read(current.path()), NO_FLOOR, 1);

        Change change = comparison.benchmarks().get(0).change();
        assertTrue(comparison.inTurns());
        assertEquals(Verdict.SLOWER, change.verdict());
        assertTrue(change.low().orElseThrow() > 0.965 && change.high().orElseThrow() < 0.975, change.toString());
        assertTrue(text(comparison).contains("measured in turns"), text(comparison));
    }

    @Test
    void warmUpIsComparedWhereItWasRecorded() throws IOException {
        RunFolder current = run("new", 100);
        Files.writeString(current.path().resolve("warmup.json"), """
                [{"key":{"benchmark":"a.B.c","threads":1,"params":{}},"forks":[
                  [{"warmUp":true,"seconds":1,"operations":50},{"warmUp":true,"seconds":1,"operations":99},
                   {"warmUp":false,"seconds":2,"operations":200}],
                  [{"warmUp":true,"seconds":1,"operations":50},{"warmUp":true,"seconds":1,"operations":99},
                   {"warmUp":false,"seconds":2,"operations":200}],
                  [{"warmUp":true,"seconds":1,"operations":50},{"warmUp":false,"seconds":1,"operations":100}]]}]
                """);

        Comparison comparison =
                Comparison.of(ComparedRun.read(run("old", 100).path()), ComparedRun.read(current.path()), NO_FLOOR, 1);

        assertTrue(text(comparison).contains("149, 2.0, by 2 of 3"), text(comparison));
    }

    @Test
    void fileOfAnotherProjectIsComparedWithItsGzippedSelf() throws IOException {
        Path other = Path.of("src/test/resources/io/tlsgauge/results/compare/other-project.json");
        ComparedRun plain = ComparedRun.read(other);
        Path gzipped = folder.resolve("other-project.json.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzipped))) {
            Files.copy(other, out);
        }

        Comparison comparison = Comparison.of(plain, ComparedRun.read(gzipped), NO_FLOOR, 1);

        assertEquals(4, comparison.benchmarks().size());
        assertTrue(comparison.alike());
        comparison.benchmarks().forEach(row -> assertEquals(1, row.change().ratio(), 1e-12));
        assertTrue(text(comparison).contains("StringJoin.concat"), text(comparison));
    }

    @Test
    void jsonHoldsTheSameFigures() throws IOException {
        Comparison comparison = Comparison.of(
                file("thrpt", "ops/s", 100).in(folder.resolve("old.json")),
                file("thrpt", "ops/s", 90).in(folder.resolve("new.json")),
                NO_FLOOR,
                1);

        JsonNode row = new JsonMapper()
                .readTree(new ComparisonText(comparison).json())
                .get("benchmarks")
                .get(0);

        assertEquals("a.B.c", row.get("benchmark").stringValue());
        assertEquals("thrpt", row.get("mode").stringValue());
        assertEquals("slower", row.get("change").get("verdict").stringValue());
        assertEquals(
                comparison.benchmarks().get(0).change().ratio(),
                row.get("change").get("ratio").doubleValue());
    }

    @Test
    void textIsOneLineABenchmark() throws IOException {
        ComparedRun old = new JmhFile()
                .add("a.B.c", "{}", "[[100,100],[100,100],[100,100]]")
                .in(folder.resolve("old.json"));
        ComparedRun current =
                new JmhFile().add("a.B.c", "{}", "[[90,90],[90,90],[90,90]]").in(folder.resolve("new.json"));

        List<String> lines =
                text(Comparison.of(old, current, NO_FLOOR, 1)).lines().toList();

        assertEquals(
                "benchmark    old    new  unit   forks   change  95 % interval             p  verdict", lines.get(6));
        assertEquals(
                "B.c        100.0  90.00  ops/s    3+3  -10.0 %  -10.0 % to -10.0 %  < 0.001  slower", lines.get(7));
    }

    private static String text(Comparison comparison) {
        return new ComparisonText(comparison).text(StandardCharsets.UTF_8);
    }

    private JmhFile file(String mode, String unit, double mean) {
        return new JmhFile().mode(mode, unit).add("a.B.c", "{}", NOISY.sample(mean, 5, 5, random));
    }

    private JmhFile suites(String suite) {
        return new JmhFile()
                .add("a.B.c", "{\"suite\":\"" + suite + "\",\"n\":\"1\"}", NOISY.sample(100, 3, 5, random))
                .add("a.B.c", "{\"suite\":\"" + suite + "\",\"n\":\"2\"}", NOISY.sample(100, 3, 5, random));
    }

    private ComparedRun rebuilt(String jdk, String jmh, String args) throws IOException {
        return new JmhFile()
                .jdk(jdk)
                .jmh(jmh)
                .jvmArgs(args)
                .add("a.B.c", "{}", NOISY.sample(100, 5, 5, random))
                .in(Files.createTempFile(folder, "run", ".json"));
    }

    private Row only(JmhFile old, JmhFile current) throws IOException {
        List<Row> rows = Comparison.of(
                        old.in(folder.resolve("old.json")), current.in(folder.resolve("new.json")), NO_FLOOR, 1)
                .benchmarks();
        assertEquals(1, rows.size());
        return rows.get(0);
    }

    /** A run folder whose handshakes take about so many microseconds. */
    private RunFolder run(String name, double micros) throws IOException {
        RunFolder run = SampleRun.begun(folder.resolve(name));
        run.writeResults(new JmhFile()
                .add("a.B.c", "{}", NOISY.sample(1e6 / micros, 5, 5, random))
                .json());
        for (int fork = 0; fork < 5; fork++) {
            Histogram histogram = new Histogram(3);
            double ofFork = micros * (1 + 0.01 * random.nextGaussian());
            for (int i = 0; i < 1000; i++) {
                histogram.recordValue((long) (1_000 * ofFork * (1 + 0.1 * random.nextDouble())));
            }
            SampleRun.addLatency(
                    run,
                    BenchmarkKey.of("a.B.c", 1, Map.of()),
                    LatencyLog.of(new ArrayList<>(List.of(histogram))).tagged("round" + fork));
        }
        return run;
    }
}
