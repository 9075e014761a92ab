package io.tlsgauge.benchmarks;

import java.security.SecureRandom;
import java.util.Random;

/**
 * Randomness held still: each thread draws from a stream of its own, which {@link #rewind} sets to a known
 * place, so that a recorded client's bytes fit the server's again. For benchmarks alone.
 */
final class StillRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient ThreadLocal<Random> streams = ThreadLocal.withInitial(() -> new Random(0));

    /** Begins the calling thread's stream of this number anew. */
    void rewind(int stream) {
        streams.get().setSeed(stream);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        streams.get().nextBytes(bytes);
    }
}
