package io.tlsgauge.benchmarks.environment;

import java.math.BigInteger;
import java.util.Random;

/** The same piece of work each time, of the kind that full handshakes are bound by: modular exponentiations. */
final class FixedWork {
    private static final BigInteger MODULUS =
            new BigInteger(1024, new Random(1)).setBit(1023).setBit(0);
    private static final BigInteger EXPONENT = new BigInteger(512, new Random(2));
    private static final long WARM_UP_NANOS = 500_000_000;

    private FixedWork() {}

    /** Has it compiled. */
    static void warmUp() {
        perNano(WARM_UP_NANOS);
    }

    /** Works for so long on this thread; gives how often it was done a nanosecond. */
    static double perNano(long nanos) {
        long start = System.nanoTime();
        long done = 0;
        long now = start;
        for (; now - start < nanos; now = System.nanoTime()) {
            done += EXPONENT.modPow(EXPONENT, MODULUS).signum();
        }
        return (double) done / (now - start);
    }
}
