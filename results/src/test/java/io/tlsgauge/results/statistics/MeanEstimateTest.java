package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MeanEstimateTest {
    /** By the tables of Student's t: 4.303 at two degrees of freedom, 2.776 at four. */
    @Test
    void intervalIsThatOfStudentsTables() {
        MeanEstimate three = MeanEstimate.of(new double[] {-1, 0, 4}, 0.95);
        MeanEstimate five = MeanEstimate.of(new double[] {2, 4, 4, 5, 5}, 0.95);

        assertEquals(1, three.mean());
        assertEquals(1 - 4.303 * Math.sqrt(7 / 3.0), three.low().orElseThrow(), 0.001);
        assertEquals(1 + 4.303 * Math.sqrt(7 / 3.0), three.high().orElseThrow(), 0.001);
        assertEquals(4, five.mean());
        assertEquals(4 + 2.776 * Math.sqrt(1.5 / 5), five.high().orElseThrow(), 0.001);
    }

    @Test
    void twoRoundsHaveNoInterval() {
        MeanEstimate two = MeanEstimate.of(new double[] {1, 2}, 0.95);

        assertEquals(1.5, two.mean());
        assertTrue(two.low().isEmpty() && two.high().isEmpty());
    }
}
