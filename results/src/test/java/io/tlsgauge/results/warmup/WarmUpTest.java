package io.tlsgauge.results.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    @Test
    void steadyRateIsReachedByTheFirstIterationFromWhichOnItLasts() {
        WarmUp warmUp = WarmUp.of(List.of(fork(50, 80, 99, 100, 98, 100, 100, 99)));

        assertEquals(new WarmUp(1, 1, OptionalDouble.of(3), OptionalDouble.of(229)), warmUp);
    }

    @Test
    void lastIterationAloneReachesNothing() {
        WarmUp warmUp = WarmUp.of(List.of(fork(90, 90, 90, 90, 90, 90, 90, 100)));

        assertEquals(new WarmUp(1, 0, OptionalDouble.empty(), OptionalDouble.empty()), warmUp);
    }

    @Test
    void medianIsOfAllForksAndThereIsNoneWhereHalfOfThemDidNotReachIt() {
        List<WarmUpLog.Iteration> fast = fork(100, 100, 100, 100);
        List<WarmUpLog.Iteration> slow = fork(50, 100, 100, 100);
        List<WarmUpLog.Iteration> never = fork(50, 50, 50, 50);

        assertEquals(
                new WarmUp(3, 2, OptionalDouble.of(2), OptionalDouble.of(150)), WarmUp.of(List.of(fast, never, slow)));
        assertEquals(new WarmUp(2, 1, OptionalDouble.empty(), OptionalDouble.empty()), WarmUp.of(List.of(fast, never)));
    }

    /** Seconds of warm-up with so many operations each, and one that is measured with 100. */
    private static List<WarmUpLog.Iteration> fork(int... operations) {
        List<WarmUpLog.Iteration> fork = new ArrayList<>();
        for (int count : operations) {
            fork.add(new WarmUpLog.Iteration(true, 1, count));
        }
        fork.add(new WarmUpLog.Iteration(false, 1, 100));
        return fork;
    }
}
