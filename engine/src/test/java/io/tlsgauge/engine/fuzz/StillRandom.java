package io.tlsgauge.engine.fuzz;

import java.security.SecureRandom;
import java.util.Random;

/** Randomness held still, so that recorded flights fit again and lead deep into a handshake. */
final class StillRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final Random stream = new Random();

    /** Begins the stream of this number anew. */
    void rewind(int number) {
        stream.setSeed(number);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        stream.nextBytes(bytes);
    }
}
