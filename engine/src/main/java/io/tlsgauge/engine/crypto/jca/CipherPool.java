package io.tlsgauge.engine.crypto.jca;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * JCA ciphers of one transformation that wait to be keyed again. {@code Cipher.getInstance} costs
 * microseconds, more than all else of a resumption's record keys; each thread keeps a few.
 *
 * <p>For a while: what lives long is moved by the collector to where it may share cache lines with another thread's,
 * and each key that is written into it has to pass the collector's barrier, with a fence. What is dropped in time dies
 * young, in its thread's own part of the heap.
 */
final class CipherPool {
    private static final int FEW = 8;
    private static final int MOST_IDLE = 64;
    private static final int RENEWED_AFTER = 4096;

    private final String transformation;
    private final Provider provider;
    private final ThreadLocal<Idle> idle = ThreadLocal.withInitial(Idle::new);

    /**
     * A thread's own. A place is not cleared when its cipher is taken, since that mostly comes back to it, and a
     * reference that is written into an old array costs a collector's barrier a fence.
     */
    private static final class Idle {
        private Cipher[] ciphers = new Cipher[FEW];
        private int count;
        private int taken;
    }

    CipherPool(String transformation, Provider provider) {
        this.transformation = transformation;
        this.provider = provider;
    }

    Cipher take() {
        Idle own = idle.get();
        if (++own.taken == RENEWED_AFTER) {
            own = new Idle();
            idle.set(own);
        }
        if (own.count > 0) {
            return own.ciphers[--own.count];
        }
        try {
            return Cipher.getInstance(transformation, provider);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " has no " + transformation, e);
        }
    }

    void giveBack(Cipher cipher) {
        Idle own = idle.get();
        if (own.count < MOST_IDLE) {
            if (own.count == own.ciphers.length) {
                own.ciphers = Arrays.copyOf(own.ciphers, MOST_IDLE);
            }
            if (own.ciphers[own.count] != cipher) {
                own.ciphers[own.count] = cipher;
            }
            own.count++;
        }
    }
}
