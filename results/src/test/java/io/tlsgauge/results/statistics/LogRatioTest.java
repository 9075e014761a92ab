package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.stat.inference.TestUtils;
import org.junit.jupiter.api.Test;

class LogRatioTest {
    @Test
    void pValueIsWelchs() {
        double[] one = {4.60, 4.62, 4.65, 4.61};
        double[] other = {4.66, 4.67, 4.71};

        LogRatio ratio = LogRatio.of(estimate(other), estimate(one));

        assertEquals(TestUtils.tTest(one, other), ratio.pValue(), 1e-9);
    }

    @Test
    void pValueOfFivePercentIsWhereTheIntervalReachesOne() {
        // Student's t of 4 degrees of freedom, two-sided 5 %
        LogRatio ratio = new LogRatio(2.776445 * 0.01, 0.01, 4);

        assertEquals(0.05, ratio.pValue(), 1e-6);
        assertEquals(1, ratio.low(0.95), 1e-6);
        assertEquals(ratio.ratio() * ratio.ratio(), ratio.high(0.95), 1e-6);
    }

    @Test
    void oneForkShowsNothing() {
        LogRatio ratio = LogRatio.of(new LogEstimate(2, Double.NaN, 1), new LogEstimate(1, 0.01, 5));

        assertFalse(ratio.hasInterval());
        assertTrue(Double.isNaN(ratio.pValue()));
        assertEquals(Math.E, ratio.ratio(), 1e-12);
    }

    @Test
    void figuresThatNeverVaryDifferForCertainOrNotAtAll() {
        LogEstimate still = new LogEstimate(1, 0, 3);

        assertEquals(1, LogRatio.of(still, still).pValue());
        assertEquals(0, LogRatio.of(new LogEstimate(1.1, 0, 3), still).pValue());
        assertEquals(
                Math.exp(0.1), LogRatio.of(new LogEstimate(1.1, 0, 3), still).low(0.95), 1e-12);
    }

    private static LogEstimate estimate(double[] logs) {
        double error = Math.sqrt(org.apache.commons.math3.stat.StatUtils.variance(logs) / logs.length);
        return new LogEstimate(org.apache.commons.math3.stat.StatUtils.mean(logs), error, logs.length);
    }
}
