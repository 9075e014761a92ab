package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import java.util.function.LongUnaryOperator;

/**
 * The ciphers of another provider, but making an AES-GCM cipher that seals takes longer. Of those, a handshake makes
 * one a side, whatever its kind, once its keys are known.
 */
final class SlowedCiphers implements RecordCipherProvider {
    private final RecordCipherProvider real;
    private final LongUnaryOperator delay;
    private final ThreadLocal<long[]> lastDelay = ThreadLocal.withInitial(() -> new long[] {System.nanoTime()});

    /**
     * @param delay nanoseconds more, given those since the thread was last delayed
     */
    SlowedCiphers(RecordCipherProvider real, LongUnaryOperator delay) {
        this.real = real;
        this.delay = delay;
    }

    @Override
    public Aead newAesGcm(Aead.Direction direction, byte[] key) {
        if (direction == Aead.Direction.SEAL) {
            delay();
        }
        return real.newAesGcm(direction, key);
    }

    /** Works, rather than waits: a thread that sleeps would leave the processor to others. */
    private void delay() {
        long[] last = lastDelay.get();
        long start = System.nanoTime();
        long nanos = delay.applyAsLong(start - last[0]);
        long now = start;
        while (now - start < nanos) {
            Thread.onSpinWait();
            now = System.nanoTime();
        }
        last[0] = now;
    }

    @Override
    public Aead newChaCha20Poly1305(Aead.Direction direction, byte[] key) {
        return real.newChaCha20Poly1305(direction, key);
    }

    @Override
    public BlockCipher newAesCbc(BlockCipher.Direction direction, byte[] key) {
        return real.newAesCbc(direction, key);
    }

    @Override
    public boolean supports(CipherSuite suite) {
        return real.supports(suite);
    }

    @Override
    public Digest newDigest(HashAlgorithm algorithm) {
        return real.newDigest(algorithm);
    }
}
