package io.tlsgauge.engine.crypto;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random bytes from a generator of each thread's own, since the system's {@link SecureRandom} is a lock
 * that all threads share.
 *
 * <p>The construction is Bernstein's fast key erasure: AES-256 in counter mode fills a buffer under a key;
 * the buffer's first bytes become the next key at once, and every byte is wiped as it is given out, so that
 * who reads the memory later learns nothing of what was given out before. Each thread's first key comes
 * from the system, and is mixed with the system's again after every {@value #RESEED_AFTER} refills.
 */
public final class FastKeyErasureRandom extends SecureRandom {
    private static final int KEY_LENGTH = 32;

    /** Short at first, since a virtual thread has a connection's randoms drawn and no more. */
    private static final int FIRST_BUFFER_LENGTH = 1024;

    private static final int BUFFER_LENGTH = 4096;
    private static final int RESEED_AFTER = 1024;
    private static final byte[] ZEROS = new byte[BUFFER_LENGTH];

    private final transient ThreadLocal<Generator> generators = ThreadLocal.withInitial(Generator::new);

    @Override
    public void nextBytes(byte[] bytes) {
        generators.get().fill(bytes);
    }

    @Override
    public String getAlgorithm() {
        return "AES-256-CTR fast key erasure";
    }

    private static final class Generator {
        private final SecureRandom system = new SecureRandom();
        private final byte[] key = new byte[KEY_LENGTH];
        private final Cipher cipher;
        private byte[] buffer = new byte[FIRST_BUFFER_LENGTH];
        private int position = FIRST_BUFFER_LENGTH;
        private int refills;

        Generator() {
            try {
                cipher = Cipher.getInstance("AES/CTR/NoPadding");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime has no AES/CTR/NoPadding", e);
            }
        }

        void fill(byte[] bytes) {
            int done = 0;
            while (done < bytes.length) {
                if (position == buffer.length) {
                    refill();
                }
                int count = Math.min(bytes.length - done, buffer.length - position);
                System.arraycopy(buffer, position, bytes, done, count);
                Arrays.fill(buffer, position, position + count, (byte) 0);
                position += count;
                done += count;
            }
        }

        private void refill() {
            if (refills > 0 && buffer.length < BUFFER_LENGTH) {
                buffer = new byte[BUFFER_LENGTH];
            }
            if (refills++ % RESEED_AFTER == 0) {
                byte[] seed = new byte[KEY_LENGTH];
                system.nextBytes(seed);
                for (int i = 0; i < KEY_LENGTH; i++) {
                    key[i] ^= seed[i];
                }
                Arrays.fill(seed, (byte) 0);
            }
            try {
                // A key is used for one refill alone, so that the counter may always start at zero.
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
                cipher.doFinal(ZEROS, 0, buffer.length, buffer, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES in counter mode failed", e);
            }
            System.arraycopy(buffer, 0, key, 0, KEY_LENGTH);
            Arrays.fill(buffer, 0, KEY_LENGTH, (byte) 0);
            position = KEY_LENGTH;
        }
    }
}
