package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** AES-CBC by Bouncy Castle's engine. */
final class BcBlockCipher implements BlockCipher {
    private final CBCModeCipher cipher = CBCBlockCipher.newInstance(AESEngine.newInstance());
    private final boolean encrypts;
    private KeyParameter key;

    BcBlockCipher(boolean encrypts, byte[] key) {
        this.encrypts = encrypts;
        this.key = new KeyParameter(key);
    }

    @Override
    public void process(byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset) {
        cipher.init(encrypts, new ParametersWithIV(key, iv, ivOffset, BLOCK_LENGTH));
        for (int done = 0; done < length; done += BLOCK_LENGTH) {
            cipher.processBlock(in, inOffset + done, out, outOffset + done);
        }
    }

    @Override
    public void close() {
        key = null;
    }
}
