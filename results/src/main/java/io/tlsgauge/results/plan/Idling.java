package io.tlsgauge.results.plan;

/**
 * How much longer anything takes on cores that are idle in between: a virtual one that has slept comes back slower, and
 * finds its caches cold. Between what was measured of busy and of half idle cores it grows with the idle share.
 *
 * @param perIdleShare by which share longer, extrapolated to cores that are hardly ever at work; 0 where not measured
 * @param leastBusy the smallest share of busy time that was measured: with less, it takes no longer than with that
 */
public record Idling(double perIdleShare, double leastBusy) {
    /** Where it makes no difference, or nothing is known. */
    static final Idling NONE = new Idling(0, 1);

    /** Closer together, two measurements say nothing of the difference. */
    private static final double LEAST_APART = 0.1;

    /**
     * What two measurements say.
     *
     * @param busyNanos a connection's time where cores were busy
     * @param busy for which share of their time they were
     * @param idleNanos its time where they were idle for more of it
     * @param lessBusy for which share they were busy then
     */
    static Idling of(double busyNanos, double busy, double idleNanos, double lessBusy) {
        double one = busyNanos * (1 - lessBusy) - idleNanos * (1 - busy);
        return busy - lessBusy < LEAST_APART || one <= 0 ? NONE : new Idling((idleNanos - busyNanos) / one, lessBusy);
    }

    /** By how much it takes longer where cores are busy for that share of their time, from 0 to 1. */
    double slowdown(double utilization) {
        return 1 + perIdleShare * (1 - Math.max(leastBusy, Math.min(1, utilization)));
    }
}
