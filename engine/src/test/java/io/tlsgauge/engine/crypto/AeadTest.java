package io.tlsgauge.engine.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records stand somewhere in a buffer: what the JDK's own cipher makes of them is put there, and nothing beside. */
class AeadTest {
    private static final byte[] KEY = filled(16, 1);
    private static final byte[] NONCE = filled(Aead.NONCE_LENGTH, 2);
    private static final byte[] AAD = filled(13, 3);
    private static final byte[] PLAINTEXT = filled(16, 4);
    private static final int LENGTH = PLAINTEXT.length + Aead.TAG_LENGTH;
    private static final int OFFSET = 4321;

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void recordIsSealedInTheMiddleOfABuffer(String provider) throws Exception {
        byte[] buffer = bufferWith(PLAINTEXT);
        try (Aead aead = Crypto.of(provider).cipher().newAesGcm(Aead.Direction.SEAL, KEY)) {
            aead.seal(NONCE, AAD, AAD.length, buffer, OFFSET, PLAINTEXT.length);
        }
        assertArrayEquals(bufferWith(sealed()), buffer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void recordIsOpenedInTheMiddleOfABuffer(String provider) throws Exception {
        byte[] buffer = bufferWith(sealed());
        byte[] opened = new byte[LENGTH];
        try (Aead aead = Crypto.of(provider).cipher().newAesGcm(Aead.Direction.OPEN, KEY)) {
            assertTrue(aead.open(NONCE, AAD, AAD.length, buffer, OFFSET, LENGTH, opened, 0));
        }
        assertArrayEquals(bufferWith(sealed()), buffer);
        assertArrayEquals(PLAINTEXT, Arrays.copyOf(opened, PLAINTEXT.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void recordThatWasChangedIsNotOpened(String provider) throws Exception {
        byte[] buffer = bufferWith(sealed());
        buffer[OFFSET + LENGTH - 1] ^= 1;
        try (Aead aead = Crypto.of(provider).cipher().newAesGcm(Aead.Direction.OPEN, KEY)) {
            assertFalse(aead.open(NONCE, AAD, AAD.length, buffer, OFFSET, LENGTH, new byte[LENGTH], 0));
        }
    }

    private static byte[] sealed() throws Exception {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", "SunJCE");
        cipher.init(
                Cipher.ENCRYPT_MODE, new SecretKeySpec(KEY, "AES"), new GCMParameterSpec(Aead.TAG_LENGTH * 8, NONCE));
        cipher.updateAAD(AAD);
        return cipher.doFinal(PLAINTEXT);
    }

    private static byte[] bufferWith(byte[] record) {
        byte[] buffer = filled(1 << 16, 5);
        System.arraycopy(record, 0, buffer, OFFSET, record.length);
        return buffer;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
