package io.tlsgauge.results.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalsTest {
    static Stream<Arrivals> courses() {
        return Stream.of(
                course(false, 100.0),
                course(true, 100.0, 300.0),
                course(true, 300.0, 100.0),
                course(true, 200.0, 200.0),
                course(false, 100.0, 400.0, 50.0));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void timeOfAnArrivalIsWhenSoManyWereExpected(Arrivals arrivals) {
        for (double seconds = 0; seconds < 60; seconds += 0.7) {
            double expected = arrivals.expectedUntil(seconds, 60);
            assertEquals(seconds, arrivals.timeOf(expected, 60), 1e-6);
        }
        assertEquals(60 * arrivals.meanRate(), arrivals.expectedUntil(60, 60), 1e-6);
        assertTrue(arrivals.timeOf(60 * arrivals.meanRate() + 1, 60) > 60);
    }

    @Test
    void noRateIsZero() {
        assertThrows(IllegalArgumentException.class, () -> course(false, 100.0, 0.0));
        assertThrows(IllegalArgumentException.class, () -> course(true, 100.0));
    }

    private static Arrivals course(boolean ramp, Double... rates) {
        return new Arrivals(Arrivals.Pattern.CONSTANT, 1, List.of(rates), ramp);
    }
}
