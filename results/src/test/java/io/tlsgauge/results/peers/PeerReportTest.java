package io.tlsgauge.results.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.run.SampleRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeerReportTest {
    @TempDir
    Path out;

    private RunFolder run;

    @BeforeEach
    void record() throws IOException {
        run = SampleRun.begun(out);
        try (InputStream json = PeerReportTest.class.getResourceAsStream("jmh.json")) {
            run.writeResults(new String(json.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    resumption against the best peer | SESSION_ID, rsa=jdk,prf=jdk,cipher=accp against TCNATIVE | 3.59 | AIM
                    resumption against the floor | SESSION_ID, jdk | 0.667 | REACH
                    resumption against the floor | SESSION_ID, rsa=jdk,prf=jdk,cipher=accp | 0.824 | AIM
                    full handshake against the best peer, and against JSSE | FULL, rsa=accp,prf=jdk,cipher=jdk against TCNATIVE | 1.008 | REACH
                    full handshake against the best peer, and against JSSE | FULL, rsa=conscrypt,prf=jdk,cipher=jdk against TCNATIVE | 0.5 | NO
                    full handshake against the best peer, and against JSSE | FULL, jdk against JSSE | 1.014 | REACH
                    full handshake against the floor | FULL, jdk | 0.946 | REACH
                    full handshake against the floor | FULL, rsa=accp,prf=jdk,cipher=jdk | 0.984 | AIM
                    server's full handshake over the bare RSA private operation | jdk | 1.022 | AIM
                    server's full handshake over the bare RSA private operation | rsa=accp,prf=jdk,cipher=jdk | 1.108 | NO
                    bytes allocated by a resumption beyond the floor's | SESSION_ID, jdk | 5000 | NO
                    bytes allocated by a resumption beyond the floor's | SESSION_ID, rsa=jdk,prf=jdk,cipher=accp | 500 | AIM
                    two threads against one | FULL, jdk | 1.971 | AIM
                    two threads against one | SESSION_ID, jdk | 1.667 | NO
                    own SSLEngine against the bare engine | SESSION_ID, jdk | 0.625 | NO
                    own SSLEngine against the best peer | SESSION_ID, TLSGAUGE_NATIVE against TCNATIVE | 2.0 | AIM
                    """)
    void figureIsHeldAgainstItsGoal(String goal, String what, double value, GoalRow.Met met) throws IOException {
        GoalRow row = PeerReport.of(run).goals().stream()
                .filter(candidate ->
                        candidate.goal().equals(goal) && candidate.what().equals(what))
                .findFirst()
                .orElseThrow();

        assertEquals(value, row.value().orElseThrow(), value * 0.002);
        assertEquals(met, row.met());
        assertTrue(
                row.low().orElseThrow() <= value * 1.002
                        && value * 0.998 <= row.high().orElseThrow(),
                row.toString());
    }

    @Test
    void figureWhoseIntervalHoldsTheBoundIsNotCertain() throws IOException {
        List<GoalRow> goals = PeerReport.of(run).goals();

        assertFalse(row(goals, "FULL, jdk against JSSE").certain());
        assertTrue(row(goals, "SESSION_ID, rsa=jdk,prf=jdk,cipher=accp").certain());
    }

    @ParameterizedTest
    @EnumSource
    void everyGoalHasARowWhateverWasMeasured(Goal goal) throws IOException {
        run.writeResults(peerAlone());

        List<GoalRow> goals = PeerReport.of(run).goals();

        assertEquals(Goal.values().length, goals.size());
        assertEquals(goal.toString(), goals.get(goal.ordinal()).goal());
        assertEquals(GoalRow.Met.NOT_MEASURED, goals.get(goal.ordinal()).met());
    }

    @Test
    void peersAreListedByKindTheFastestFirstAndOneWithoutTicketsSaysSo() throws IOException {
        String text = PeerReport.of(run).text(StandardCharsets.UTF_8);

        List<String> lines = text.lines()
                .filter(line -> line.matches("(FULL|SESSION_ID|TICKET) .*"))
                .toList();
        assertTrue(lines.get(0).matches("FULL +engine, rsa=accp,prf=jdk,cipher=jdk +1,200.0 .*"), text);
        assertTrue(lines.get(2).matches("FULL +engine, jdk +700.0 +[0-9.]+ to [0-9.]+ +1,270.0 +150.0"), text);
        assertTrue(lines.get(lines.size() - 1).matches("TICKET +BCTLS +it has none +- +- +-"), text);
        assertTrue(text.contains("run INCOMPLETE"), text);
    }

    @Test
    void jsonAndMarkdownHoldTheSame() throws IOException {
        PeerReport report = PeerReport.of(run);

        JsonNode json = new JsonMapper().readTree(report.json());
        JsonNode first = json.get("goals").get(0);

        assertEquals("AIM", first.get("met").stringValue());
        assertEquals(2.5, first.get("reach").doubleValue());
        assertFalse(first.has("show"), report.json());
        assertTrue(json.get("handshakes").get(0).get("handshakesPerSecond").isNumber());
        assertTrue(
                report.markdown()
                        .contains("| resumption against the best peer | SESSION_ID, rsa=jdk,prf=jdk,cipher=accp against"
                                + " TCNATIVE | 3.590 |"),
                report.markdown());
    }

    @Test
    void runWithoutPeersIsRefused() throws IOException {
        run.writeResults("[]");

        assertThrows(MalformedFileException.class, () -> PeerReport.of(run));
    }

    private static GoalRow row(List<GoalRow> goals, String what) {
        return goals.stream().filter(row -> row.what().equals(what)).findFirst().orElseThrow();
    }

    private static String peerAlone() {
        return """
                [{"benchmark":"io.tlsgauge.benchmarks.PeerHandshakeBenchmark.handshake","mode":"thrpt","threads":1,
                  "forks":1,"params":{"kind":"FULL","peer":"BCTLS"},
                  "primaryMetric":{"score":1,"scoreError":"NaN","scoreUnit":"ops/s","rawData":[[1]]},
                  "secondaryMetrics":{}}]""";
    }
}
