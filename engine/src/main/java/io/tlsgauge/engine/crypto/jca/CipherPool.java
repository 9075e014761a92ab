package io.tlsgauge.engine.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayDeque;
import javax.crypto.Cipher;

/**
 * JCA ciphers of one transformation that wait to be keyed again. {@code Cipher.getInstance} costs
 * microseconds, more than all else of a resumption's record keys; each thread keeps a few.
 */
final class CipherPool {
    private static final int MOST_IDLE = 64;

    private final String transformation;
    private final Provider provider;
    private final ThreadLocal<ArrayDeque<Cipher>> idle = ThreadLocal.withInitial(ArrayDeque::new);

    CipherPool(String transformation, Provider provider) {
        this.transformation = transformation;
        this.provider = provider;
    }

    Cipher take() {
        Cipher cipher = idle.get().pollFirst();
        if (cipher != null) {
            return cipher;
        }
        try {
            return Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " has no " + transformation, e);
        }
    }

    void giveBack(Cipher cipher) {
        ArrayDeque<Cipher> ciphers = idle.get();
        if (ciphers.size() < MOST_IDLE) {
            ciphers.addFirst(cipher);
        }
    }
}
