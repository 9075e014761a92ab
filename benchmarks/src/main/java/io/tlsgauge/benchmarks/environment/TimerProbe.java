package io.tlsgauge.benchmarks.environment;

/**
 * How {@code System.nanoTime} behaves here.
 *
 * @param costNanos how long a reading takes, in ns
 * @param resolutionNanos the smallest step seen between two readings, in ns
 */
record TimerProbe(double costNanos, long resolutionNanos) {
    private static final int READINGS = 5_000_000;

    /** Reads the clock for as long as it takes: well under a second where it is sound. */
    static TimerProbe measure() {
        readings(READINGS / 10);
        return readings(READINGS);
    }

    private static TimerProbe readings(int count) {
        long smallest = Long.MAX_VALUE;
        long start = System.nanoTime();
        long last = start;
        for (int i = 0; i < count; i++) {
            long now = System.nanoTime();
            if (now > last && now - last < smallest) {
                smallest = now - last;
            }
            last = now;
        }
        return new TimerProbe((double) (last - start) / count, smallest);
    }
}
