package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;

/** Record ciphers by Bouncy Castle's engines. */
final class BcRecordCiphers implements RecordCipherProvider {
    private final DigestProvider digests = new BcDigests();

    @Override
    public Aead newAesGcm(Aead.Direction direction, byte[] key) {
        return new BcAead(direction == Aead.Direction.SEAL, key);
    }

    @Override
    public BlockCipher newAesCbc(BlockCipher.Direction direction, byte[] key) {
        return new BcBlockCipher(direction == BlockCipher.Direction.ENCRYPT, key);
    }

    @Override
    public Digest newDigest(HashAlgorithm algorithm) {
        return digests.newDigest(algorithm);
    }
}
