package io.tlsgauge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The gaps that make a server as busy as is asked, on two processors that are reckoned here. */
class PaceTest {
    private static final int PROCESSORS = 2;
    private static final double WORK_NANOS = 1_400_000;
    private static final long ITERATION_NANOS = 100_000_000;

    @Test
    void gapsGrowUntilTheServerIsAsBusyAsAsked() {
        Pace pace = new Pace(50);
        double busy = 0;
        for (int iteration = 0; iteration < 30; iteration++) {
            double gap = Math.max(pace.meanGapNanos(), WORK_NANOS / PROCESSORS);
            long connections = Math.round(ITERATION_NANOS / gap);
            busy = connections * WORK_NANOS / PROCESSORS / ITERATION_NANOS;
            pace.ended(connections, ITERATION_NANOS, busy);
        }

        assertEquals(0.5, busy, 0.02);
    }

    @Test
    void nobodyWaitsWhereTheServerIsToBeBusy() {
        Pace pace = new Pace(100);

        pace.ended(100, ITERATION_NANOS, 0.9);

        assertEquals(0, pace.meanGapNanos());
    }

    @Test
    void iterationInWhichNothingEndedChangesNothing() {
        Pace pace = new Pace(50);
        pace.ended(100, ITERATION_NANOS, 1);
        double before = pace.meanGapNanos();

        pace.ended(0, ITERATION_NANOS, 1);

        assertTrue(before > 0);
        assertEquals(before, pace.meanGapNanos());
    }

    @Test
    void shareThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pace(0));
        assertThrows(IllegalArgumentException.class, () -> new Pace(101));
    }
}
