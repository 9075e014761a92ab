package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.results.selfcheck.Slowdown;

/** Cryptography with which every handshake takes 50 microseconds more, half of them on either side. */
public final class FiftyMicrosSlower extends SlowedCryptoProvider {
    /** For the {@link java.util.ServiceLoader}. */
    public FiftyMicrosSlower() {
        super(Slowdown.FIFTY_MICROS, worked -> 25_000);
    }
}
