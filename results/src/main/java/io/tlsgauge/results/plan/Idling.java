package io.tlsgauge.results.plan;

/**
 * How much longer anything takes on cores that are idle in between: a virtual one that has slept comes back slower, and
 * finds its caches cold. It grows with the idle share between two that were measured, and not beyond them.
 *
 * @param perIdleShare by which share longer, for each whole share of idle time more; 0 where not measured
 * @param leastBusy the smallest share of busy time that was measured
 * @param mostBusy the greatest: what other times of a plan were measured at
 */
public record Idling(double perIdleShare, double leastBusy, double mostBusy) {
    /** Where it makes no difference, or nothing is known. */
    static final Idling NONE = new Idling(0, 1, 1);

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
        return busy - lessBusy < LEAST_APART
                ? NONE
                : new Idling((idleNanos / busyNanos - 1) / (busy - lessBusy), lessBusy, busy);
    }

    /** By how much it takes longer where cores are busy for that share of their time, from 0 to 1. */
    double slowdown(double utilization) {
        return 1 + perIdleShare * (mostBusy - Math.max(leastBusy, Math.min(mostBusy, utilization)));
    }
}
