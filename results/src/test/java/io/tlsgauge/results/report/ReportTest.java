package io.tlsgauge.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Verdict;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final String HOSTILE = "</script><script>window.broken = true</script><!-- & <b>\u2028";

    @TempDir
    Path out;

    private RunFolder run;

    @BeforeEach
    void measure() throws IOException {
        run = new SampleRuns().in(out);
    }

    @Test
    void pictureHasAPanelAKindAndABarARun() throws IOException {
        Path picture = out.resolve("picture.svg");

        Report.of(List.of(SampleRuns.read(run), SampleRuns.read(run)), false, 1).writePicture(picture);

        String svg = Files.readString(picture);
        assertTrue(svg.startsWith("<?xml") && svg.strip().endsWith("</svg>"), svg.substring(0, 80));
        for (String text : List.of("FULL, handshakes/s", "SESSION_ID, handshakes/s", "TICKET, handshakes/s")) {
            assertTrue(svg.contains(">" + text + "<"), text);
        }
        assertTrue(svg.contains(">1 thread<") && svg.contains(">2 threads<"));
        // A bar a kind, number of threads and run, and a square a run in the legend.
        assertEquals(2 * 9 + 2, svg.split("fill:rgb\\((0,114,178|230,159,0)\\)", -1).length - 1);
    }

    @Test
    void oneRunIsToldWithIntervalsForksLatenciesAndScaling() throws IOException {
        Report report = Report.of(List.of(SampleRuns.read(run)), false, 1);

        assertEquals(9, report.benchmarks().size());
        assertEquals(3, report.scaling().size());
        assertTrue(report.comparisons().isEmpty());
        for (Report.Row row : report.benchmarks()) {
            Measured measured = row.runs().get(0).orElseThrow();
            assertTrue(measured.low().orElseThrow() < measured.score());
            assertTrue(measured.score() < measured.high().orElseThrow());
            assertEquals(SampleRuns.FORKS, measured.forks().size());
            assertEquals(
                    measured.score(),
                    measured.forks().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow(),
                    1e-6 * measured.score());
            assertEquals(10, measured.handshake().orElseThrow().serverMicros().orElseThrow(), 1e-9);
            assertEquals(28_414.5, measured.allocatedBytes().orElseThrow());
            Latency latency = measured.latency().orElseThrow();
            assertEquals(10_000, latency.count());
            assertEquals(
                    List.of(50.0, 90.0, 99.0, 99.9, 99.99),
                    latency.percentiles().stream()
                            .map(Latency.Percentile::percentile)
                            .toList());
        }
        assertEquals(0.05, report.scaling().get(0).law().contention().value(), 0.05, report.scaling()::toString);
    }

    @Test
    void laterRunsAreComparedWithTheFirst() throws IOException {
        RunFolder faster = new SampleRuns().jdk("25.0.3+9").fullFactor(1.2).in(out);
        RunFolder same = new SampleRuns().jdk("21.0.1+12").in(out);

        Report report =
                Report.of(List.of(SampleRuns.read(run), SampleRuns.read(faster), SampleRuns.read(same)), false, 1);

        assertEquals(
                3,
                report.comparisons().get(0).comparison().orElseThrow().benchmarks().stream()
                        .filter(row -> row.change().verdict() == Verdict.FASTER)
                        .count());
        assertEquals(2, report.comparisons().get(1).run());
        EnvironmentRow jdk = report.environment().stream()
                .filter(row -> row.name().equals("jdk.version"))
                .findFirst()
                .orElseThrow();
        assertEquals(new EnvironmentRow("jdk.version", List.of("17.0.15+6", "25.0.3+9", "21.0.1+12"), true), jdk);
        assertFalse(report.environment().stream()
                .anyMatch(row -> row.differs() && row.name().startsWith("before")));
    }

    @Test
    void unlikeRunsStandBesideEachOtherButAreNotComparedUnlessAskedFor() throws IOException {
        List<ComparedRun> runs = List.of(
                SampleRuns.read(run),
                SampleRuns.read(new SampleRuns().flags("-Xmx1g").in(out)));

        Report.Versus refused = Report.of(runs, false, 1).comparisons().get(0);
        assertTrue(refused.comparison().isEmpty());
        assertEquals("JVM flags", refused.unlike().get(0).what());
        Report.Versus anyway = Report.of(runs, true, 1).comparisons().get(0);
        assertFalse(anyway.comparison().orElseThrow().alike());
    }

    @Test
    void sameSeedGivesTheSamePage() throws IOException {
        List<ComparedRun> runs = List.of(SampleRuns.read(run));

        assertEquals(Report.of(runs, false, 7).json(), Report.of(runs, false, 7).json());
    }

    @Test
    void noNameCanEndTheElementThatHoldsTheFigures() throws IOException {
        RunFolder hostile = new SampleRuns().suite(HOSTILE).in(out);

        Report.write(List.of(hostile));

        String html = Files.readString(hostile.path().resolve("report.html"));
        String start = "<script type=\"application/json\" id=\"data\">";
        int data = html.indexOf(start) + start.length();
        String json = html.substring(data, html.indexOf("</script>", data));
        assertFalse(json.matches("(?s).*[<>&\u2028\u2029].*"));
        JsonNode report = new JsonMapper().readTree(json);
        assertEquals(
                HOSTILE,
                report.get("benchmarks").get(0).get("params").get("suite").stringValue());
        assertEquals(4, html.split("</script>", -1).length - 1);
    }

    @Test
    void pageIsWholeAndNotTooLarge() throws IOException {
        Report.write(List.of(run));

        String html = Files.readString(run.path().resolve("report.html"));
        assertTrue(html.length() < 1_500_000, html.length() + " characters");
        assertFalse(html.contains("{{"), "a place in the template was not filled");
        String markup = html.replaceAll("(?s)<script.*?</script>|<style>.*?</style>", "");
        assertFalse(markup.matches("(?s).*<[^>]* (src|href)=\"(?!data:).*"), "something is fetched");
    }

    @Test
    void runThatMeasuredNothingHasNoReport() throws IOException {
        RunFolder begun = SampleRun.begun(out);

        Report.write(List.of(begun));

        assertFalse(Files.exists(begun.path().resolve("report.html")));
    }

    @Test
    void jmhFileOfAnotherProjectIsToldToo() throws IOException {
        Path file = Files.writeString(out.resolve("other.json"), """
                [{"benchmark":"org.example.Parser.parse","mode":"avgt","threads":1,"forks":2,
                  "primaryMetric":{"score":10,"scoreError":"NaN","scoreUnit":"us/op","rawData":[[10,11],[9,10]]}},
                 {"benchmark":"org.example.Parser.size","mode":"avgt","threads":1,"forks":1,
                  "primaryMetric":{"score":-1,"scoreError":"NaN","scoreUnit":"#","rawData":[[-1]]}}]""");

        Report report = Report.of(List.of(ComparedRun.read(file)), false, 1);

        Measured time = report.benchmarks().get(0).runs().get(0).orElseThrow();
        assertFalse(time.rate());
        assertEquals(10, time.score(), 1e-9);
        assertTrue(time.handshake().isEmpty());
        Measured size = report.benchmarks().get(1).runs().get(0).orElseThrow();
        assertEquals(-1, size.score());
        assertTrue(size.low().isEmpty());
        assertTrue(report.scaling().isEmpty());
    }
}
