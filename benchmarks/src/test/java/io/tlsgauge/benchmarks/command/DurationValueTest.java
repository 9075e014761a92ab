package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationValueTest {
    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "1s,PT1S", "90s,PT90S", "30m,PT30M", "12h,PT12H", "7d,PT168H", "0s,PT0S"})
    void numberWithAUnitIsADuration(String value, Duration duration) {
        assertEquals(duration, DurationValue.parse(value, "0s", "7d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "h", "-1h", "1.5h", "1 h", "1H", "1w", "99999999999s", "999ms", "61m"})
    void anythingElseAndWhatIsOutOfBoundsIsRefusedWithTheMend(String value) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> DurationValue.parse(value, "1s", "1h"));
        assertEquals(
                "'" + value + "': give a whole number and a unit, such as 90s, 30m or 12h, from 1s to 1h",
                refusal.getMessage());
    }
}
