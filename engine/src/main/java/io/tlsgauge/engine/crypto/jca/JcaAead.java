package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.Aead;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.function.Function;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * An AEAD by a JCA cipher, which it holds from the second record on.
 *
 * <p>A handshake has one record a key, its Finished; a cipher that is borrowed for that alone goes on to the next
 * connection whether or not this one is ever closed, as an {@code SSLEngine} need not be. A connection that carries data
 * keeps its own, so that the key schedule stays in it.
 */
final class JcaAead implements Aead {
    private final CipherPool pool;
    private final int mode;
    private final Function<byte[], AlgorithmParameterSpec> parameters;
    private SecretKeySpec key;
    private Cipher cipher;
    private boolean used;

    /**
     * @param parameters makes the cipher's parameters of a nonce
     */
    JcaAead(CipherPool pool, int mode, SecretKeySpec key, Function<byte[], AlgorithmParameterSpec> parameters) {
        this.pool = pool;
        this.mode = mode;
        this.key = key;
        this.parameters = parameters;
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
        Cipher present = take();
        try {
            init(present, nonce, aad, aadLength);
            present.doFinal(buffer, offset, length, buffer, offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(present.getAlgorithm() + " could not seal", e);
        } finally {
            giveBack(present);
        }
    }

    @Override
    public boolean open(
            byte[] nonce, byte[] aad, int aadLength, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (length < TAG_LENGTH) {
            return false;
        }
        Cipher present = take();
        try {
            init(present, nonce, aad, aadLength);
            present.doFinal(in, inOffset, length, out, outOffset);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(present.getAlgorithm() + " could not open", e);
        } finally {
            giveBack(present);
        }
    }

    @Override
    public void close() {
        if (cipher != null) {
            pool.giveBack(cipher);
            cipher = null;
        }
        key = null;
    }

    private Cipher take() {
        return cipher == null ? pool.take() : cipher;
    }

    private void giveBack(Cipher present) {
        if (used) {
            cipher = present;
        } else {
            used = true;
            pool.giveBack(present);
        }
    }

    private void init(Cipher present, byte[] nonce, byte[] aad, int aadLength) throws GeneralSecurityException {
        present.init(mode, key, parameters.apply(nonce));
        present.updateAAD(aad, 0, aadLength);
    }
}
