package io.tlsgauge.results.plancheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tlsgauge.results.load.HighestRate;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanCheckTest {
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
}
