package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;

/** A real provider whose digests count the blocks they compress. */
final class CountingCiphers implements RecordCipherProvider {
    long compressions;

    private final RecordCipherProvider real;

    CountingCiphers(RecordCipherProvider real) {
        this.real = real;
    }

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
        return real.newAesCbc(direction, key);
    }

    @Override
    public Digest newDigest(HashAlgorithm algorithm) {
        return new CountingDigest(real.newDigest(algorithm), algorithm, 0);
    }

    private final class CountingDigest implements Digest {
        private final Digest digest;
        private final HashAlgorithm algorithm;
        private long taken;

        CountingDigest(Digest digest, HashAlgorithm algorithm, long taken) {
            this.digest = digest;
            this.algorithm = algorithm;
            this.taken = taken;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            long before = taken / algorithm.blockLength();
            taken += length;
            compressions += taken / algorithm.blockLength() - before;
            digest.update(bytes, offset, length);
        }

        @Override
        public void digest(byte[] out, int offset) {
            long rest = taken % algorithm.blockLength() + 1 + algorithm.lengthFieldLength();
            compressions += (rest + algorithm.blockLength() - 1) / algorithm.blockLength();
            taken = 0;
            digest.digest(out, offset);
        }

        @Override
        public Digest copy() {
            return new CountingDigest(digest.copy(), algorithm, taken);
        }
    }
}
