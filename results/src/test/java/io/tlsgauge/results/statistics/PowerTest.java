package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PowerTest {
    /** Ten forks that differ by 2 %. */
    private static final LogEstimate TEN = new LogEstimate(0, 0.02 / Math.sqrt(10), 10);

    @Test
    void forksAreThoseOfATwoSampleTTest() {
        // R: power.t.test(delta = log(1.03), sd = 0.02, sig.level = 0.05, power = 0.9)$n is 10.65
        assertEquals(OptionalInt.of(11), new Power(1.03, 0.05, 1).forks(TEN, TEN));
    }

    @Test
    void manyTestsAndAFloorAskForMore() {
        int alone = new Power(1.03, 0.05, 1).forks(TEN, TEN).orElseThrow();

        assertTrue(new Power(1.03, 0.005, 1).forks(TEN, TEN).orElseThrow() > alone);
        assertTrue(new Power(1.03, 0.05, 1.025).forks(TEN, TEN).orElseThrow() > alone);
    }

    @Test
    void changeUnderTheFloorIsNeverShown() {
        assertEquals(OptionalInt.empty(), new Power(1.03, 0.05, 1.03).forks(TEN, TEN));
    }

    @Test
    void oneForkTellsNothingOfHowForksDiffer() {
        LogEstimate one = new LogEstimate(0, Double.NaN, 1);

        assertEquals(OptionalInt.empty(), new Power(1.03, 0.05, 1).forks(one, TEN));
    }

    @Test
    void figuresThatNeverVaryNeedTwoForks() {
        LogEstimate still = new LogEstimate(0, 0, 5);

        assertEquals(OptionalInt.of(2), new Power(1.03, 0.05, 1).forks(still, still));
    }
}
