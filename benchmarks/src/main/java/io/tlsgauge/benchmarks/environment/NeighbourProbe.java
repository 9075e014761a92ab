package io.tlsgauge.benchmarks.environment;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

/**
 * By how much a core slows down while all others are busy. Threads of one core do so by a half, and a virtual machine
 * does not tell which of its processors are such.
 *
 * @param slowdown the time of the same work beside busy cores, over its time beside idle ones
 */
record NeighbourProbe(double slowdown) {
    private static final int SLICES = 9;
    private static final long SLICE_NANOS = 60_000_000;
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final BigInteger MODULUS =
            new BigInteger(1024, new Random(1)).setBit(1023).setBit(0);
    private static final BigInteger EXPONENT = new BigInteger(512, new Random(2));

    private static volatile boolean spinning;

    /** Works for two seconds, by turns beside idle and beside busy cores. */
    static NeighbourProbe measure() throws InterruptedException {
        perNano(WARM_UP_NANOS);
        double[] idle = new double[SLICES];
        double[] busy = new double[SLICES];
        for (int slice = 0; slice < SLICES; slice++) {
            idle[slice] = perNano(SLICE_NANOS);
            Thread[] spinners = spin(Runtime.getRuntime().availableProcessors() - 1);
            busy[slice] = perNano(SLICE_NANOS);
            spinning = false;
            for (Thread spinner : spinners) {
                spinner.join();
            }
        }
        return new NeighbourProbe(median(idle) / median(busy));
    }

    private static Thread[] spin(int threads) {
        spinning = true;
        Thread[] spinners = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            spinners[i] = new Thread(NeighbourProbe::spin, "tlsgauge-spinner");
            spinners[i].setDaemon(true);
            spinners[i].start();
        }
        return spinners;
    }

    private static void spin() {
        while (spinning) {
            // busy is what it is to be; Thread.onSpinWait would leave the core to its other thread
        }
    }

    private static double perNano(long nanos) {
        long start = System.nanoTime();
        long done = 0;
        long now = start;
        for (; now - start < nanos; now = System.nanoTime()) {
            done += EXPONENT.modPow(EXPONENT, MODULUS).signum();
        }
        return (double) done / (now - start);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
