package io.tlsgauge.results.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import io.tlsgauge.results.statistics.MeanEstimate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PartsReportTest {
    /** Microseconds an operation; the floor of a resumption and the handshake are given by kind. */
    private static final Map<String, Double> MICROS = Map.ofEntries(
            Map.entry("RsaBenchmark.encrypt", 10.0),
            Map.entry("RsaBenchmark.decrypt", 1000.0),
            Map.entry("PrfBenchmark.key", 0.5),
            Map.entry("PrfBenchmark.keyBlock", 1.0),
            Map.entry("PrfBenchmark.verifyData", 0.75),
            Map.entry("RecordCipherBenchmark.freshKeys", 2.0),
            Map.entry("TicketBenchmark.open", 1.5),
            Map.entry("WireBenchmark.decode", 0.25),
            Map.entry("WireBenchmark.encode", 0.125),
            Map.entry("CertificateBenchmark.parseAndVerify", 5.0),
            Map.entry("TranscriptBenchmark.hash", 0.5),
            Map.entry("RandomBenchmark.nextBytes", 0.125),
            Map.entry("SessionCacheBenchmark.insert", 0.375),
            Map.entry("SessionCacheBenchmark.hit", 0.25),
            Map.entry("FloorBenchmark.floor FULL", 1030.0),
            Map.entry("FloorBenchmark.floor SESSION_ID", 10.0),
            Map.entry("FloorBenchmark.floor TICKET", 12.0),
            Map.entry("HandshakeBenchmark.handshake FULL", 1045.0),
            Map.entry("HandshakeBenchmark.handshake SESSION_ID", 14.0),
            Map.entry("HandshakeBenchmark.handshake TICKET", 16.0));

    @TempDir
    Path out;

    private RunFolder run;

    @BeforeEach
    void record() throws IOException {
        run = SampleRun.begun(out);
        run.writeResults(json(part -> true));
    }

    /** By hand: 10 + 1000 + 4 x 0.5 + 4 x 1 + 4 x 0.75 + 2 x 2 + 0.5 + 2 x 0.125 = 1023.75, and so on. */
    @ParameterizedTest
    @CsvSource({
        "their sum, 1023.75, 9.75, 11.25",
        "left of the floor, 6.25, 0.25, 0.75",
        "the floor and these, 1035.75, 10.625, 12.375",
        "left of the handshake: records framed; states; buffers, 9.25, 3.375, 3.625"
    })
    void partsAddUpAndWhatIsLeftHasARow(String row, Double full, Double sessionId, Double ticket) throws IOException {
        PartRow found = row(PartsReport.of(run), row.replace(';', ','));

        assertCost(full, found, Kind.FULL);
        assertCost(sessionId, found, Kind.SESSION_ID);
        assertCost(ticket, found, Kind.TICKET);
    }

    @Test
    void partTellsWhatItCostsOnceAndHowOftenItIsDone() throws IOException {
        PartRow verifyData = row(PartsReport.of(run), "verify_data, made or checked");

        assertEquals(0.75, verifyData.eachMicros().orElseThrow().mean(), 0.001);
        assertEquals(4, verifyData.times().get(Kind.TICKET));
        assertCost(3.0, verifyData, Kind.TICKET);
    }

    /** The rounds of all parts go up and down together, as on a machine that is slow for a while. */
    @Test
    void whatIsLeftHasTheIntervalOfItsOwnRounds() throws IOException {
        MeanEstimate left =
                row(PartsReport.of(run), "left of the floor").costs().get(Kind.SESSION_ID);

        assertEquals(0.25 * (1 - 4.303 * 0.1 / Math.sqrt(3)), left.low().orElseThrow(), 0.001);
        assertEquals(0.25 * (1 + 4.303 * 0.1 / Math.sqrt(3)), left.high().orElseThrow(), 0.001);
    }

    @Test
    void sumWithoutOneOfItsPartsIsLeftOpen() throws IOException {
        run.writeResults(json(part -> !part.benchmark().startsWith("RsaBenchmark")));

        PartsReport report = PartsReport.of(run);

        assertFalse(row(report, "their sum").costs().containsKey(Kind.FULL));
        assertTrue(row(report, "their sum").costs().containsKey(Kind.TICKET));
        assertTrue(
                report.text(StandardCharsets.UTF_8).lines().anyMatch(line -> line.matches("RSA, private.* 1 +-.*")),
                report.text(StandardCharsets.UTF_8));
    }

    @Test
    void jsonAndMarkdownHoldTheSame() throws IOException {
        PartsReport report = PartsReport.of(run);

        JsonNode first = new JsonMapper().readTree(report.json()).get("rows").get(0);

        assertEquals("RSA, public operation", first.get("part").stringValue());
        assertEquals(10, first.get("costs").get("FULL").get("mean").doubleValue(), 0.001);
        assertTrue(
                report.markdown().contains("| RSA, public operation | 10.00 | 1 | 10.00 |  |  |  |  |"),
                report.markdown());
        assertTrue(report.markdown().contains("run INCOMPLETE"), report.markdown());
    }

    @Test
    void terminalWithoutMicroSignGetsItSpelledOtherwise() throws IOException {
        String text = PartsReport.of(run).text(StandardCharsets.US_ASCII);

        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text), text);
        assertTrue(text.contains("us of a handshake"), text);
    }

    @Test
    void runWithoutPartsIsRefused() throws IOException {
        run.writeResults("[]");

        assertThrows(MalformedFileException.class, () -> PartsReport.of(run));
    }

    private static void assertCost(Double expected, PartRow row, Kind kind) {
        MeanEstimate cost = row.costs().get(kind);
        assertEquals(expected == null, cost == null);
        if (expected != null) {
            assertEquals(expected, cost.mean(), 0.001);
        }
    }

    private static PartRow row(PartsReport report, String part) {
        return report.rows().stream()
                .filter(row -> row.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    private static String json(Predicate<PartMeasurement> measured) {
        return PartsReport.measurements().stream()
                .filter(measured)
                .map(PartsReportTest::entry)
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String entry(PartMeasurement part) {
        String kind = part.params().getOrDefault("kind", "");
        double micros = MICROS.containsKey(part.benchmark())
                ? MICROS.get(part.benchmark())
                : MICROS.get(part.benchmark() + " " + kind);
        String params = part.params().entrySet().stream()
                .map(param -> "\"" + param.getKey() + "\":\"" + param.getValue() + "\"")
                .collect(Collectors.joining(","));
        String rounds = List.of(0.9, 1.0, 1.1).stream()
                .map(factor -> String.format(Locale.ROOT, "[%.9f]", micros * factor))
                .collect(Collectors.joining(","));
        return """
                {"benchmark":"io.tlsgauge.benchmarks.%s","mode":"avgt","threads":1,"forks":3,"params":{%s},
                 "primaryMetric":{"score":1,"scoreError":"NaN","scoreUnit":"us/op","rawData":[%s]},
                 "secondaryMetrics":{}}""".formatted(part.benchmark(), params, rounds);
    }
}
