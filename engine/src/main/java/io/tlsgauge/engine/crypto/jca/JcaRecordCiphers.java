package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** Record ciphers by JCA ciphers. */
final class JcaRecordCiphers implements RecordCipherProvider {
    private final CipherPool gcm;
    private final CipherPool cbc;
    private final DigestProvider digests;

    JcaRecordCiphers(Provider provider, DigestProvider digests) {
        this.gcm = new CipherPool("AES/GCM/NoPadding", provider);
        this.cbc = new CipherPool("AES/CBC/NoPadding", provider);
        this.digests = digests;
    }

    @Override
    public Aead newAesGcm(Aead.Direction direction, byte[] key) {
        int mode = direction == Aead.Direction.SEAL ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        return new JcaAead(gcm, mode, new SecretKeySpec(key, "AES"));
    }

    @Override
    public BlockCipher newAesCbc(BlockCipher.Direction direction, byte[] key) {
        int mode = direction == BlockCipher.Direction.ENCRYPT ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        return new JcaBlockCipher(cbc, mode, new SecretKeySpec(key, "AES"));
    }

    @Override
    public Digest newDigest(HashAlgorithm algorithm) {
        return digests.newDigest(algorithm);
    }
}
