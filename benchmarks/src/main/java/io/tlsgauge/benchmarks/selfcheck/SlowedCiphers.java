package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;

/**
 * The ciphers of another provider, but making an AES-GCM cipher that seals takes longer. Of those, a handshake makes
 * one a side, whatever its kind, once its keys are known.
 */
final class SlowedCiphers implements RecordCipherProvider {
    private final RecordCipherProvider real;
    private final Runnable delay;

    /** @param delay takes its time */
    SlowedCiphers(RecordCipherProvider real, Runnable delay) {
        this.real = real;
        this.delay = delay;
    }

    @Override
    public Aead newAesGcm(Aead.Direction direction, byte[] key) {
        if (direction == Aead.Direction.SEAL) {
            delay.run();
        }
        return real.newAesGcm(direction, key);
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
