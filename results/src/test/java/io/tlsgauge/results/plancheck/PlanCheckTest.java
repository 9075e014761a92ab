package io.tlsgauge.results.plancheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.plan.Estimate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCheckTest {
    private static PlanCheck.Row row(double foretold, OptionalDouble kept, OptionalDouble missed, boolean bottleneck) {
        return new PlanCheck.Row(
                new Estimate(foretold, OptionalDouble.empty(), OptionalDouble.empty()),
                OptionalDouble.empty(),
                new HighestRate("host", "p99 of 20 ms", "full=100", kept, missed, bottleneck, List.of()));
    }

    @ParameterizedTest
    @CsvSource({"1000, 0, true", "1090, 0.09, true", "1110, 0.11, false", "910, -0.09, true", "890, -0.11, false"})
    void planIsMetWithinATenthOfTheRateBetweenKeptAndMissed(double foretold, double error, boolean met) {
        PlanCheck.Row row = row(foretold, OptionalDouble.of(1000 / 1.02), OptionalDouble.of(1020), false);

        assertEquals(error, row.error().orElseThrow(), 1e-9);
        assertEquals(met, row.isMet());
    }

    @Test
    void searchIsReadFromItsJsonAsItWas() {
        HighestRate found = new HighestRate(
                "host",
                "p99 of 20 ms",
                "full=100",
                OptionalDouble.of(1),
                OptionalDouble.empty(),
                true,
                List.of(new HighestRate.Step(
                        1,
                        2,
                        3,
                        4.5,
                        6.7,
                        OptionalDouble.of(89),
                        OptionalDouble.of(0.6),
                        OptionalLong.of(12),
                        new TreeMap<>(Map.of("connect timeout", 34L)),
                        false)));

        assertEquals(found, HighestRate.ofJson(found.json()));
        assertEquals(OptionalDouble.of(89), found.serverMicros());
    }

    @Test
    void rateThatWasNotFoundMeetsNothing() {
        assertFalse(row(1, OptionalDouble.empty(), OptionalDouble.of(1), false).isMet());
        assertFalse(row(1, OptionalDouble.of(1), OptionalDouble.empty(), false).isMet());
        assertFalse(row(1, OptionalDouble.of(1), OptionalDouble.of(1), true).isMet());
        assertFalse(
                row(1, OptionalDouble.of(0.9), OptionalDouble.of(1 / 0.9), false)
                        .isMet(),
                "a search stopped");
        assertTrue(row(1, OptionalDouble.of(1), OptionalDouble.of(1), false).isMet());
    }
}
