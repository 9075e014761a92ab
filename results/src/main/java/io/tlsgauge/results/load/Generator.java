package io.tlsgauge.results.load;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be known of the process that made a load, or its part of one.
 *
 * @param plan what it was to do
 * @param startedMillis when, since the epoch
 * @param endedMillis when its last arrival had ended
 * @param interrupted whether it was ended before its time
 * @param due arrivals that were due until it ended
 * @param late by how much arrivals started later than they should have, where the process was free to start them
 * @param heldBack likewise, where as many connections were open as may be
 * @param neverStarted arrivals that were held back until the end, in all
 * @param busyShare the share of its time in which the busiest event loop was at work, 0 to 1
 * @param cpuMillis processor time of the process
 * @param peakConnections the most connections that were open at a time
 * @param outOfDescriptors whether the operating system gave no more sockets
 * @param warmedUp clients that got a session beforehand
 * @param coldClients clients that got none
 * @param phases its time, cut where a storm began and was over
 */
public record Generator(
        LoadPlan plan,
        long startedMillis,
        long endedMillis,
        boolean interrupted,
        long due,
        LatencyHistogram late,
        LatencyHistogram heldBack,
        long neverStarted,
        double busyShare,
        long cpuMillis,
        int peakConnections,
        boolean outOfDescriptors,
        long warmedUp,
        long coldClients,
        List<Phase> phases) {
    /** Above this the operating system's share and pauses leave an event loop no time to spare. */
    private static final double BUSY = 0.9;

    /** Below this nobody minds. */
    private static final long SLIGHTLY_LATE_NANOS = 1_000_000;

    /**
     * A part of the time.
     *
     * @param name {@code calm}, {@code storm} or {@code after}; {@code whole} where there was no storm
     * @param startMillis since the epoch, a whole second but for the first
     * @param endMillis likewise
     * @param serverCpuMillis processor time of the server meanwhile, where its process is known
     */
    public record Phase(String name, long startMillis, long endMillis, OptionalLong serverCpuMillis) {
        /** In seconds. */
        public double seconds() {
            return (endMillis - startMillis) / 1e3;
        }
    }

    public Generator {
        phases = List.copyOf(phases);
    }

    /** In seconds, from the start to the last arrival's end. */
    public double seconds() {
        return (endedMillis - startedMillis) / 1e3;
    }

    /** Whether it had too little time for what it was to do. */
    public boolean wasBusy() {
        return busyShare > BUSY;
    }

    /** Whether its threads, collector and compilers together had no processor time left, of so many processors. */
    public boolean usedAllProcessors(int processors) {
        return cpuMillis > BUSY * processors * (endedMillis - startedMillis);
    }

    /** Whether one in a hundred arrivals started so late that the latency of all, at that percentile, tells of it. */
    public boolean wasLate(LatencyHistogram latencies) {
        long nanos = late.percentileNanos(99);
        return nanos > SLIGHTLY_LATE_NANOS && nanos > latencies.percentileNanos(99) / 10;
    }
}
