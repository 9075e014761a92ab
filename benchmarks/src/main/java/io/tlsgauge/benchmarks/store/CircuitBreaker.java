package io.tlsgauge.benchmarks.store;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps callers from something that does not answer: open from a failure until a success, and while it is open one
 * caller may try once in a while. What becomes of a question that was asked before the circuit changed last says
 * nothing of now. Safe for use by several threads, and without a lock.
 */
final class CircuitBreaker {
    private final long pauseNanos;
    private final AtomicReference<State> state;

    /**
     * @param sinceNanos when it was opened or closed
     * @param retryAtNanos when the next caller may try, where it is open
     */
    private record State(boolean open, long sinceNanos, long retryAtNanos) {
        boolean isOlderThan(long nanos) {
            return nanos - sinceNanos >= 0;
        }
    }

    /**
     * A closed one.
     *
     * @param pause between two tries while it is open
     */
    CircuitBreaker(Duration pause, long nowNanos) {
        this.pauseNanos = pause.toNanos();
        this.state = new AtomicReference<>(new State(false, nowNanos, nowNanos));
    }

    /** Whether the caller may try; of those who ask at once in an open circuit, one may. */
    boolean admits(long nowNanos) {
        State present = state.get();
        return !present.open
                || nowNanos - present.retryAtNanos >= 0
                        && state.compareAndSet(present, new State(true, present.sinceNanos, nowNanos + pauseNanos));
    }

    /** Opens the circuit, since what was asked at {@code askedNanos} has failed; returns whether it changed. */
    boolean open(long askedNanos, long nowNanos) {
        State present = state.get();
        return !present.open
                && present.isOlderThan(askedNanos)
                && state.compareAndSet(present, new State(true, nowNanos, nowNanos + pauseNanos));
    }

    /** Closes the circuit, since what was asked at {@code askedNanos} was answered; returns whether it changed. */
    boolean close(long askedNanos, long nowNanos) {
        State present = state.get();
        while (present.open && present.isOlderThan(askedNanos)) {
            if (state.compareAndSet(present, new State(false, nowNanos, nowNanos))) {
                return true;
            }
            present = state.get();
        }
        return false;
    }
}
