package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.Aead;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** An AEAD by a JCA cipher. */
final class JcaAead implements Aead {
    private final CipherPool pool;
    private final int mode;
    private final Function<byte[], AlgorithmParameterSpec> parameters;
    private SecretKeySpec key;
    private Cipher cipher;

    /**
     * @param parameters makes the cipher's parameters of a nonce
     */
    JcaAead(CipherPool pool, int mode, SecretKeySpec key, Function<byte[], AlgorithmParameterSpec> parameters) {
        this.pool = pool;
        this.mode = mode;
        this.key = key;
        this.parameters = parameters;
        this.cipher = pool.take();
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
        try {
            init(nonce, aad, aadLength);
            cipher.doFinal(buffer, offset, length, buffer, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(cipher.getAlgorithm() + " could not seal", e);
        }
    }

    @Override
    public boolean open(
            byte[] nonce, byte[] aad, int aadLength, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (length < TAG_LENGTH) {
            return false;
        }
        try {
            init(nonce, aad, aadLength);
            cipher.doFinal(in, inOffset, length, out, outOffset);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(cipher.getAlgorithm() + " could not open", e);
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

    private void init(byte[] nonce, byte[] aad, int aadLength) throws GeneralSecurityException {
        cipher.init(mode, key, parameters.apply(nonce));
        cipher.updateAAD(aad, 0, aadLength);
    }
}
