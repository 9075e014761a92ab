package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.results.selfcheck.Slowdown;

/**
 * Cryptography with which every handshake takes 3 % more time, whatever its kind: what a thread has worked since it was
 * last delayed is lengthened by as much. What stands between two iterations is no handshake, and is not.
 */
public final class ThreePercentSlower extends SlowedCryptoProvider {
    private static final long NO_HANDSHAKE_NANOS = 20_000_000;

    /** For the {@link java.util.ServiceLoader}. */
    public ThreePercentSlower() {
        super(Slowdown.THREE_PERCENT, worked -> worked < NO_HANDSHAKE_NANOS ? worked * 3 / 100 : 0);
    }
}
