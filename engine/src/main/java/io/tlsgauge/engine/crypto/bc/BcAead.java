package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.Aead;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** An AEAD by one of Bouncy Castle's modes. */
final class BcAead implements Aead {
    private final AEADCipher cipher;
    private final boolean seals;
    private KeyParameter key;

    BcAead(AEADCipher cipher, boolean seals, byte[] key) {
        this.cipher = cipher;
        this.seals = seals;
        this.key = new KeyParameter(key);
    }

    @Override
    public void seal(byte[] nonce, byte[] aad, int aadLength, byte[] buffer, int offset, int length) {
        init(nonce, aad, aadLength);
        try {
            int done = cipher.processBytes(buffer, offset, length, buffer, offset);
            cipher.doFinal(buffer, offset + done);
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException(cipher.getAlgorithmName() + " could not seal", e);
        }
    }

    @Override
    public boolean open(
            byte[] nonce, byte[] aad, int aadLength, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        if (length < TAG_LENGTH) {
            return false;
        }
        init(nonce, aad, aadLength);
        try {
            int done = cipher.processBytes(in, inOffset, length, out, outOffset);
            cipher.doFinal(out, outOffset + done);
            return true;
        } catch (InvalidCipherTextException e) {
            return false;
        }
    }

    @Override
    public void close() {
        key = null;
    }

    private void init(byte[] nonce, byte[] aad, int aadLength) {
        cipher.init(seals, new AEADParameters(key, TAG_LENGTH * 8, nonce, Arrays.copyOf(aad, aadLength)));
    }
}
