package io.tlsgauge.benchmarks.measurement;

import java.util.Comparator;

/**
 * A fork of one JDK.
 *
 * @param trial what it measures, by its place in the plan
 * @param round in which round
 */
record ForkId(int trial, int round) implements Comparable<ForkId> {
    private static final Comparator<ForkId> ORDER =
            Comparator.comparingInt(ForkId::trial).thenComparingInt(ForkId::round);

    /** What tells its latencies from those of other rounds. */
    String tag() {
        return "round" + round;
    }

    @Override
    public int compareTo(ForkId other) {
        return ORDER.compare(this, other);
    }
}
