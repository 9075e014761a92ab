package io.tlsgauge.benchmarks.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps callers from something that does not answer: open from a failure until a success, and while it is open one
 * caller may try once in a while. Safe for use by several threads, and without a lock.
 */
final class CircuitBreaker {
    private static final long CLOSED = Long.MIN_VALUE;

    private final long pauseNanos;
    private final long originNanos;

    /** When the next caller may try, in nanoseconds since the origin; {@link #CLOSED} where all may. */
    private final AtomicLong retryAt = new AtomicLong(CLOSED);

    /**
     * A closed one.
     *
     * @param pause between two tries while it is open
     */
    CircuitBreaker(Duration pause, long nowNanos) {
        this.pauseNanos = pause.toNanos();
        this.originNanos = nowNanos;
    }

    /** Whether the caller may try; of those who ask at once in an open circuit, one may. */
    boolean admits(long nowNanos) {
        long at = retryAt.get();
        long now = nowNanos - originNanos;
        return at == CLOSED || (now >= at && retryAt.compareAndSet(at, now + pauseNanos));
    }

    /** Opens the circuit; returns whether it was closed. */
    boolean open(long nowNanos) {
        return retryAt.getAndSet(nowNanos - originNanos + pauseNanos) == CLOSED;
    }

    /** Closes the circuit; returns whether it was open. */
    boolean close() {
        // read first: on the way that all take the line stays shared between the caches of the cores
        return retryAt.get() != CLOSED && retryAt.getAndSet(CLOSED) != CLOSED;
    }
}
