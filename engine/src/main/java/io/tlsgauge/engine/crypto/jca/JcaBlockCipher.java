package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.BlockCipher;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-CBC by a JCA cipher. */
final class JcaBlockCipher implements BlockCipher {
    private final CipherPool pool;
    private final int mode;
    private SecretKeySpec key;
    private Cipher cipher;

    JcaBlockCipher(CipherPool pool, int mode, SecretKeySpec key) {
        this.pool = pool;
        this.mode = mode;
        this.key = key;
        this.cipher = pool.take();
    }

    @Override
    public void process(byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        try {
            cipher.init(mode, key, new IvParameterSpec(iv, ivOffset, BLOCK_LENGTH));
            cipher.doFinal(in, inOffset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-CBC failed", e);
        }
    }

    @Override
    public void close() {
        if (cipher != null) {
            pool.giveBack(cipher);
            cipher = null;
            key = null;
        }
    }
}
