package io.tlsgauge.engine.crypto;

import java.security.SecureRandom;

/** The padding of RSAES-PKCS1-v1_5 (RFC 8017 §7.2): 00 02, at least eight bytes that are not zero, 00, message. */
public final class Pkcs1 {
    private static final int LEAST_PADDING = 8;
    private static final int OVERHEAD = 3 + LEAST_PADDING;

    private Pkcs1() {}

    /**
     * The block to be encrypted, as many bytes as the modulus has.
     *
     * @throws IllegalArgumentException if the modulus is too short for the message
     */
    public static byte[] encryptionBlock(byte[] message, int modulusLength, SecureRandom random) {
        if (modulusLength < message.length + OVERHEAD) {
            throw new IllegalArgumentException(
                    "an RSA modulus of " + modulusLength + " bytes is too short for " + message.length + " bytes");
        }
        byte[] block = new byte[modulusLength];
        random.nextBytes(block);
        int separator = modulusLength - message.length - 1;
        block[0] = 0;
        block[1] = 2;
        byte[] replacement = new byte[1];
        for (int i = 2; i < separator; i++) {
            while (block[i] == 0) {
                random.nextBytes(replacement);
                block[i] = replacement[0];
            }
        }
        block[separator] = 0;
        System.arraycopy(message, 0, block, separator + 1, message.length);
        return block;
    }

    /**
     * Copies the end of a decrypted block into {@code message}, whatever stands there, and checks in
     * constant time that it is a message of exactly that length.
     *
     * @param block the bare RSA result, as many bytes as the modulus has
     * @return -1 if the padding is right and 0 if not; the caller selects by that mask, without a branch
     */
    public static int unpad(byte[] block, byte[] message) {
        int separator = block.length - message.length - 1;
        if (separator < 2 + LEAST_PADDING) {
            return 0;
        }
        int right = ConstantTime.eq(block[0], 0) & ConstantTime.eq(block[1], 2) & ConstantTime.eq(block[separator], 0);
        for (int i = 2; i < separator; i++) {
            right &= ~ConstantTime.eq(block[i], 0);
        }
        System.arraycopy(block, separator + 1, message, 0, message.length);
        return right;
    }
}
