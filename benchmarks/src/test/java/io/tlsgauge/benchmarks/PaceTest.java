package io.tlsgauge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The pauses that make a machine as busy as is asked, on a machine of two processors that is reckoned here. */
class PaceTest {
    private static final int CLIENTS = 8;
    private static final int PROCESSORS = 2;
    private static final double WORK_NANOS = 1_400_000;
    private static final long ITERATION_NANOS = 100_000_000;

    @Test
    void pausesGrowUntilTheMachineIsAsBusyAsAsked() {
        Pace pace = new Pace(50);
        double busy = 0;
        for (int iteration = 0; iteration < 30; iteration++) {
            // what eight clients do to two processors, of which none waits for another while they pause
            double cycle = Math.max(pace.meanNanos() + WORK_NANOS, CLIENTS * WORK_NANOS / PROCESSORS);
            long connections = Math.round(CLIENTS * ITERATION_NANOS / cycle);
            busy = connections * WORK_NANOS / PROCESSORS / ITERATION_NANOS;
            pace.ended(CLIENTS, connections, ITERATION_NANOS, busy);
        }

        assertEquals(0.5, busy, 0.02);
    }

    @Test
    void nobodyPausesWhereTheMachineIsToBeBusy() {
        Pace pace = new Pace(100);

        pace.ended(CLIENTS, 100, ITERATION_NANOS, 0.9);

        assertEquals(0, pace.meanNanos());
    }

    @Test
    void iterationInWhichNothingEndedChangesNothing() {
        Pace pace = new Pace(50);
        pace.ended(CLIENTS, 100, ITERATION_NANOS, 1);
        double before = pace.meanNanos();

        pace.ended(CLIENTS, 0, ITERATION_NANOS, 1);

        assertTrue(before > 0);
        assertEquals(before, pace.meanNanos());
    }

    @Test
    void shareThatIsNoneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Pace(0));
        assertThrows(IllegalArgumentException.class, () -> new Pace(101));
    }
}
