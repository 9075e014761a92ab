package io.tlsgauge.results.plan;

import java.time.Duration;
import java.util.Optional;

/**
 * How the rate of arrivals varies about the peak.
 *
 * @param factor the rate in a burst over the peak's; 1 for no bursts
 * @param length how long a burst lasts; empty if so long that queues don't remember its beginning
 */
public record Bursts(double factor, Optional<Duration> length) {
    /** No bursts. */
    public static final Bursts NONE = new Bursts(1, Optional.empty());

    /** The time from one burst to the next, in their lengths. */
    static final int SPACING = 10;

    boolean areShort() {
        return factor > 1 && length.isPresent();
    }

    /** How many connections come in one that is short, at a rate between them. */
    double arrivals(double perSecond) {
        return perSecond * factor * length.orElseThrow().toNanos() / 1e9;
    }
}
