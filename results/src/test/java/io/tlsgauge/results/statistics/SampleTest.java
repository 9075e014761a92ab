package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleTest {
    private static final int DRAWS = 100_000;

    @Test
    void standardErrorIsThatOfForkMeansWhereForksDifferMoreThanTheirIterations() {
        Sample sample = new Sample(List.of(List.of(99.0, 101.0), List.of(109.0, 111.0), List.of(119.0, 121.0)));

        LogEstimate estimate = sample.logMean(new SplittableRandom(1), DRAWS);

        // fork means 100, 110, 120: their standard deviation is 10
        assertEquals(Math.log(110), estimate.log(), 1e-12);
        assertEquals(10 / Math.sqrt(3) / 110, estimate.standardError(), 0.0005);
        assertEquals(3, estimate.forks());
    }

    @Test
    void standardErrorIsThatOfTheIterationsWhereForksDifferNoMoreThanThose() {
        Sample sample = new Sample(List.of(List.of(90.0, 110.0), List.of(90.0, 110.0)));

        LogEstimate estimate = sample.logMean(new SplittableRandom(1), DRAWS);

        // four iterations whose variance within their forks is 200
        assertEquals(Math.sqrt(200.0 / 4) / 100, estimate.standardError(), 0.0005);
    }

    @Test
    void everyForkCountsTheSameHoweverManyIterationsItHas() {
        Sample sample = new Sample(List.of(List.of(10.0, 10.0, 10.0), List.of(20.0), List.of()));

        assertEquals(15, sample.mean());
        assertEquals(2, sample.forks().size());
    }

    @Test
    void oneForkHasNoStandardError() {
        LogEstimate estimate = new Sample(List.of(List.of(1.0, 2.0, 3.0))).logMean(new SplittableRandom(1), 100);

        assertEquals(Math.log(2), estimate.log(), 1e-12);
        assertTrue(Double.isNaN(estimate.standardError()));
    }

    @Test
    void sameSeedGivesTheSameStandardError() {
        Sample sample = new NoisyForks(NoisyForks.Shape.SKEWED, 0.02, 0.02).sample(7, 5, 5, new SplittableRandom(3));

        assertEquals(sample.logMean(new SplittableRandom(1), 100), sample.logMean(new SplittableRandom(1), 100));
    }

    @Test
    void onlyPositiveFiguresHaveARatio() {
        assertFalse(new Sample(List.of()).positive());
        assertFalse(new Sample(List.of(List.of(1.0), List.of(0.0, 0.0))).positive());
        assertTrue(new Sample(List.of(List.of(1.0, 0.0))).positive());
        assertFalse(new Sample(List.of(List.of(1.0), List.of(Double.NaN))).positive());
        assertTrue(new Sample(List.of(List.of(1.0))).positive());
    }
}
