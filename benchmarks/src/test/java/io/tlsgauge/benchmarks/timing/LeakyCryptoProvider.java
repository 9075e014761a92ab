package io.tlsgauge.benchmarks.timing;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import java.util.Optional;

/** The JDK's cryptography, but a CBC record whose padding is longer than a block takes 100 microseconds more. */
public final class LeakyCryptoProvider implements CryptoProvider {
    private static final long LEAK_NANOS = 100_000;

    @Override
    public String name() {
        return "leaky";
    }

    @Override
    public Optional<RsaProvider> rsa() {
        return Optional.empty();
    }

    @Override
    public Optional<DigestProvider> prf() {
        return Optional.empty();
    }

    @Override
    public Optional<RecordCipherProvider> cipher() {
        return Optional.of(new LeakyCiphers(Crypto.of("jdk").cipher()));
    }

    private record LeakyCiphers(RecordCipherProvider real) implements RecordCipherProvider {
        @Override
        public Aead newAesGcm(Aead.Direction direction, byte[] key) {
            return real.newAesGcm(direction, key);
        }

        @Override
        public Aead newChaCha20Poly1305(Aead.Direction direction, byte[] key) {
            return real.newChaCha20Poly1305(direction, key);
        }

        @Override
        public BlockCipher newAesCbc(BlockCipher.Direction direction, byte[] key) {
            BlockCipher cipher = real.newAesCbc(direction, key);
            return direction == BlockCipher.Direction.DECRYPT ? new LeakyCipher(cipher) : cipher;
        }

        @Override
        public Digest newDigest(HashAlgorithm algorithm) {
            return real.newDigest(algorithm);
        }
    }

    private record LeakyCipher(BlockCipher real) implements BlockCipher {
        @Override
        public void process(byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
            real.process(iv, ivOffset, in, inOffset, length, out, outOffset);
            long start = System.nanoTime();
            while ((out[outOffset + length - 1] & 0xff) >= BLOCK_LENGTH && System.nanoTime() - start < LEAK_NANOS) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
