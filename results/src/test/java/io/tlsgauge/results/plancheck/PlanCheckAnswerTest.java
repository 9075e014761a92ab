package io.tlsgauge.results.plancheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.plan.Estimate;
import io.tlsgauge.results.plan.Setting;
import io.tlsgauge.results.run.SampleRun;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PlanCheckAnswerTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @ParameterizedTest
    @CsvSource({
        "1000, +0.0 %, true",
        "1090, +9.0 %, true",
        "1110, +11.0 %, false",
        "910, -9.0 %, true",
        "890, -11.0 %, false"
    })
    void planIsMetWithinATenthOfTheRateBetweenKeptAndMissed(double foretold, String error, boolean met) {
        PlanCheckAnswer answer = answer(found(foretold));

        assertTrue(lastCell(answer).endsWith(error), answer.text());
        assertEquals(met, answer.isMet());
    }

    @Test
    void rateThatWasNotFoundMeetsNothing() {
        assertFalse(answer(row(1, NONE, OptionalDouble.of(1), false)).isMet());
        assertFalse(answer(row(1, OptionalDouble.of(1), NONE, false)).isMet());
        assertFalse(
                answer(row(1, OptionalDouble.of(1), OptionalDouble.of(1), true)).isMet());
        assertFalse(
                answer(row(1, OptionalDouble.of(0.9), OptionalDouble.of(1 / 0.9), false))
                        .isMet(),
                "a search stopped");
        assertTrue(answer(row(1, OptionalDouble.of(1), OptionalDouble.of(1), false))
                .isMet());
    }

    @Test
    void ofSeveralRoundsTheGeometricMeanCountsWithItsInterval() {
        PlanCheckAnswer answer = answer(found(800), found(1250), found(1050));

        assertTrue(answer.isMet());
        String line = answer.text()
                .lines()
                .filter(text -> text.startsWith("full=100"))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains("-20.0 %, +25.0 %, +5.0 %"), line);
        // the mean of the logarithms of 0.8, 1.25 and 1.05, and t of two degrees of freedom times their error
        assertTrue(line.contains("+1.6 %"), line);
        assertTrue(line.endsWith("-41.9 % to +77.7 %"), line);
        assertTrue(answer.text().contains("by the geometric means of 3 rounds"), answer.text());
    }

    @Test
    void mixThatOneRoundDidNotFindIsMissed() {
        PlanCheckAnswer answer = answer(found(1000), row(1000, NONE, OptionalDouble.of(1), false));

        assertFalse(answer.isMet());
        assertTrue(answer.text().contains("not found in every round"), answer.text());
    }

    @Test
    void roundsOfAnotherServerAreRefused() {
        List<PlanCheck> rounds = List.of(check(1, found(1000)), check(2, found(1000)));

        assertThrows(IllegalArgumentException.class, () -> new PlanCheckAnswer(rounds));
    }

    @Test
    void roundsOfOtherMixesAreRefusedAndInterruptedOnesAreNot() {
        PlanCheck.Row full = found(1000);
        PlanCheck.Row tickets = new PlanCheck.Row(
                full.foretold(),
                NONE,
                new HighestRate("host", "p99 of 20 ms", "ticket=100", NONE, NONE, false, List.of()));

        List<PlanCheck> others = List.of(check(2, 1, full), check(2, 1, tickets));
        PlanCheckAnswer interrupted = new PlanCheckAnswer(List.of(check(2, 1, full), check(2, 1, full, full)));

        assertThrows(IllegalArgumentException.class, () -> new PlanCheckAnswer(others));
        assertFalse(interrupted.isMet());
        assertTrue(new PlanCheckAnswer(List.of(check(2, 1, full, full))).isMet(), "one mix twice");
    }

    @Test
    void jsonOfSeveralRoundsHoldsWhatTheyComeTo() {
        JsonNode answer = Json.mapper()
                .readTree(answer(found(800), found(1250), found(1050)).json());

        assertTrue(answer.get("met").asBoolean());
        assertEquals(3, answer.get("rounds").size());
        JsonNode mix = answer.get("mixes").get(0);
        assertEquals("full=100", mix.get("mix").asString());
        assertEquals(0.016, mix.get("error").asDouble(), 0.001);
        assertEquals(-0.419, mix.get("low").asDouble(), 0.001);
        assertEquals(0.777, mix.get("high").asDouble(), 0.001);
    }

    private static String lastCell(PlanCheckAnswer answer) {
        return answer.text()
                .lines()
                .filter(line -> line.startsWith("full=100"))
                .findFirst()
                .orElseThrow();
    }

    private static PlanCheckAnswer answer(PlanCheck.Row... rounds) {
        return new PlanCheckAnswer(
                Arrays.stream(rounds).map(row -> check(1, row)).toList());
    }

    private static PlanCheck check(int cores, PlanCheck.Row row) {
        return check(1, cores, row);
    }

    private static PlanCheck check(int wanted, int cores, PlanCheck.Row... rows) {
        Setting setting = new Setting("17", "jdk", "SUITE", "2048");
        return new PlanCheck(SampleRun.environment(), "run", setting, cores, wanted, List.of(rows));
    }

    /** A search that came to 1,000 a second. */
    private static PlanCheck.Row found(double foretold) {
        return row(foretold, OptionalDouble.of(1000 / 1.02), OptionalDouble.of(1020), false);
    }

    private static PlanCheck.Row row(double foretold, OptionalDouble kept, OptionalDouble missed, boolean bottleneck) {
        return new PlanCheck.Row(
                new Estimate(foretold, NONE, NONE),
                NONE,
                new HighestRate("host", "p99 of 20 ms", "full=100", kept, missed, bottleneck, List.of()));
    }
}
