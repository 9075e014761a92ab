package io.tlsgauge.benchmarks;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * How long clients pause between two connections, for a share of the machine's processor time to stay free: a virtual
 * processor that sleeps in between comes back slower, so that what a connection costs depends on how many there are.
 *
 * <p>Pauses are drawn from an exponential distribution, so that many clients together come nearly as a Poisson process
 * does. Their mean is set anew after each iteration, by what that kept busy.
 */
final class Pace {
    /** How much of the way to what an iteration asks for is gone: one iteration is short, and misses by chance. */
    private static final double STEP = 0.5;

    private final double busy;
    private volatile double meanNanos;

    /** @param busyPercent of all processors' time; at 100 nobody pauses */
    Pace(int busyPercent) {
        if (busyPercent < 1 || busyPercent > 100) {
            throw new IllegalArgumentException("busyPercent '" + busyPercent + "': give a whole number from 1 to 100");
        }
        this.busy = busyPercent / 100.0;
    }

    /** How long a pause is on the average, in nanoseconds. */
    double meanNanos() {
        return meanNanos;
    }

    /** Waits until the calling client's next connection is due. */
    void await() {
        if (meanNanos > 0) {
            long nanos = (long) (meanNanos * ThreadLocalRandom.current().nextExponential());
            long end = System.nanoTime() + nanos;
            for (long left = nanos; left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /**
     * An iteration has ended.
     *
     * @param clients how many there are
     * @param connections how many they made
     * @param wallNanos how long it took
     * @param busyShare the share of all processors' time that it took
     */
    void ended(int clients, long connections, long wallNanos, double busyShare) {
        if (busy == 1 || connections == 0) {
            return;
        }
        double cycle = (double) clients * wallNanos / connections;
        meanNanos = Math.max(0, meanNanos + STEP * cycle * (busyShare / busy - 1));
    }
}
