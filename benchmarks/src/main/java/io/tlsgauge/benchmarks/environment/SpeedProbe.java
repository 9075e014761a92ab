package io.tlsgauge.benchmarks.environment;

import java.util.stream.IntStream;

/**
 * How fast the machine is just now. Virtual processors change their speed by the minute, with what their neighbours do
 * and without any steal to be seen: figures of one hour hold in the next as far as this is the same.
 */
public final class SpeedProbe {
    private static final long NANOS = 400_000_000;

    private boolean warm;

    /**
     * Keeps all processors busy for some tenths of a second.
     *
     * @return how often they do a fixed piece of work a second, all together
     */
    public double measure() throws InterruptedException {
        if (!warm) {
            FixedWork.warmUp();
            warm = true;
        }
        double[] perNano = new double[Runtime.getRuntime().availableProcessors()];
        Thread[] threads = IntStream.range(0, perNano.length)
                .mapToObj(i -> new Thread(() -> perNano[i] = FixedWork.perNano(NANOS), "tlsgauge-speed"))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        double sum = 0;
        for (int i = 0; i < threads.length; i++) {
            threads[i].join();
            sum += perNano[i] * 1e9;
        }
        return sum;
    }
}
