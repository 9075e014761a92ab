package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.Aead;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
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
    private final boolean takesWholeArrays;
    private SecretKeySpec key;
    private Cipher cipher;
    private boolean used;

    /**
     * @param parameters makes the cipher's parameters of a nonce
     * @param takesWholeArrays whether the cipher copies all of an array of which it is given a part, as one in native
     *     code may; then it is given arrays that are as long as the record, and not a network's buffer
     */
    JcaAead(
            CipherPool pool,
            int mode,
            SecretKeySpec key,
            Function<byte[], AlgorithmParameterSpec> parameters,
            boolean takesWholeArrays) {
        this.pool = pool;
        this.mode = mode;
        this.key = key;
        this.parameters = parameters;
        this.takesWholeArrays = takesWholeArrays;
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
        Cipher present = take();
        try {
            init(present, nonce, aad, aadLength);
            process(present, buffer, offset, length, buffer, offset, length + TAG_LENGTH);
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
            process(present, in, inOffset, length, out, outOffset, length - TAG_LENGTH);
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

    private void process(
            Cipher present, byte[] in, int inOffset, int length, byte[] out, int outOffset, int resultLength)
            throws GeneralSecurityException {
        if (takesWholeArrays) {
            byte[] result = new byte[resultLength];
            present.doFinal(Arrays.copyOfRange(in, inOffset, inOffset + length), 0, length, result, 0);
            System.arraycopy(result, 0, out, outOffset, resultLength);
        } else {
            present.doFinal(in, inOffset, length, out, outOffset);
        }
    }

    private void init(Cipher present, byte[] nonce, byte[] aad, int aadLength) throws GeneralSecurityException {
        present.init(mode, key, parameters.apply(nonce));
        present.updateAAD(aad, 0, aadLength);
    }
}
