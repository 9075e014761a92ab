package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import java.security.Provider;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Record ciphers by JCA ciphers. */
final class JcaRecordCiphers implements RecordCipherProvider {
    private static final String CHACHA20_POLY1305 = "ChaCha20-Poly1305";

    private final CipherPool gcm;
    private final CipherPool chaCha20Poly1305Sealers;
    private final CipherPool chaCha20Poly1305Openers;
    private final CipherPool cbc;
    private final boolean hasChaCha20Poly1305;
    private final DigestProvider digests;
    private final boolean takesWholeArrays;

    /**
     * @param takesWholeArrays see {@link JcaAead}
     */
    JcaRecordCiphers(Provider provider, DigestProvider digests, boolean takesWholeArrays) {
        this.gcm = new CipherPool("AES/GCM/NoPadding", provider);
        // Apart, since the JDK's cipher refuses the key and nonce that it was used with last, in either direction:
        // what a sealer gave back must not go to the opener of the same key.
        this.chaCha20Poly1305Sealers = new CipherPool(CHACHA20_POLY1305, provider);
        this.chaCha20Poly1305Openers = new CipherPool(CHACHA20_POLY1305, provider);
        this.cbc = new CipherPool("AES/CBC/NoPadding", provider);
        this.hasChaCha20Poly1305 = provider.getService("Cipher", CHACHA20_POLY1305) != null;
        this.digests = digests;
        this.takesWholeArrays = takesWholeArrays;
    }

    @Override
    public boolean supports(CipherSuite suite) {
        return hasChaCha20Poly1305 || suite.protection() != CipherSuite.Protection.CHACHA20_POLY1305;
    }

    @Override
    public Aead newAesGcm(Aead.Direction direction, byte[] key) {
        return new JcaAead(
                gcm,
                mode(direction),
                new SecretKeySpec(key, "AES"),
                nonce -> new GCMParameterSpec(Aead.TAG_LENGTH * 8, nonce),
                takesWholeArrays);
    }

    @Override
    public Aead newChaCha20Poly1305(Aead.Direction direction, byte[] key) {
        return new JcaAead(
                direction == Aead.Direction.SEAL ? chaCha20Poly1305Sealers : chaCha20Poly1305Openers,
                mode(direction),
                new SecretKeySpec(key, "ChaCha20"),
                IvParameterSpec::new,
                takesWholeArrays);
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

    private static int mode(Aead.Direction direction) {
        return direction == Aead.Direction.SEAL ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
    }
}
