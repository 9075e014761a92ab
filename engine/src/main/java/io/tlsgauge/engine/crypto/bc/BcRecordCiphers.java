package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.ChaCha20Poly1305;
import org.bouncycastle.crypto.modes.GCMBlockCipher;

/** Record ciphers by Bouncy Castle's engines. */
final class BcRecordCiphers implements RecordCipherProvider {
    private final DigestProvider digests = new BcDigests();

    @Override
    public Aead newAesGcm(Aead.Direction direction, byte[] key) {
        return new BcAead(GCMBlockCipher.newInstance(AESEngine.newInstance()), direction == Aead.Direction.SEAL, key);
    }

    @Override
    public Aead newChaCha20Poly1305(Aead.Direction direction, byte[] key) {
        return new BcAead(new ChaCha20Poly1305(), direction == Aead.Direction.SEAL, key);
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
