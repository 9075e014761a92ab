package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.LoadPlan;

/**
 * When a plan's storm begins and is over, in nanoseconds from the load's start: the middle third, moved to whole
 * seconds of the clock, so that the seconds of a result are of one phase each.
 */
record StormTime(long startNanos, long endNanos) {
    private static final long SECOND_MILLIS = 1000;
    private static final long MILLI_NANOS = 1_000_000;

    static StormTime of(LoadPlan plan, long startedMillis) {
        long start = wholeSecond(startedMillis + plan.durationMillis() / 3) - startedMillis;
        long end =
                plan.stormLasts() ? wholeSecond(startedMillis + 2 * plan.durationMillis() / 3) - startedMillis : start;
        return new StormTime(start * MILLI_NANOS, end * MILLI_NANOS);
    }

    private static long wholeSecond(long millis) {
        return -Math.floorDiv(-millis, SECOND_MILLIS) * SECOND_MILLIS;
    }

    boolean holds(long nanos) {
        return nanos >= startNanos && nanos < endNanos;
    }
}
