package io.tlsgauge.benchmarks;

/**
 * How often clients come, for a share of the server's processor time to stay free: a virtual processor that sleeps in
 * between comes back slower, so that what a connection costs depends on how many there are.
 *
 * <p>The mean time between two of them is set anew after each iteration, by what that kept busy.
 */
final class Pace {
    /** How much of the way to what an iteration asks for is gone: one iteration is short, and misses by chance. */
    private static final double STEP = 0.5;

    private final double busy;
    private volatile double meanGapNanos;

    /** @param busyPercent of all of the server's processors' time; at 100 one comes as soon as another has ended */
    Pace(int busyPercent) {
        if (busyPercent < 1 || busyPercent > 100) {
            throw new IllegalArgumentException("busyPercent '" + busyPercent + "': give a whole number from 1 to 100");
        }
        this.busy = busyPercent / 100.0;
    }

    /** The time from one client to the next on the average, in nanoseconds; 0 where none waits. */
    double meanGapNanos() {
        return meanGapNanos;
    }

    /**
     * An iteration has ended.
     *
     * @param connections how many were made
     * @param wallNanos how long it took
     * @param busyShare the share of the server's processors' time that it took
     */
    void ended(long connections, long wallNanos, double busyShare) {
        if (busy == 1 || connections == 0) {
            return;
        }
        double gap = meanGapNanos > 0 ? meanGapNanos : (double) wallNanos / connections;
        meanGapNanos = gap * (1 + STEP * (busyShare / busy - 1));
    }
}
