package io.tlsgauge.engine.crypto;

/**
 * A block cipher in CBC mode, without padding, under one key and for one direction. Not safe for
 * use by several threads.
 *
 * <p>{@link #close()} forgets the key; the object is not used afterwards.
 */
public interface BlockCipher extends AutoCloseable {
    /** Which way a cipher works. */
    enum Direction {
        ENCRYPT,
        DECRYPT
    }

    /** The length in bytes of a block, and of the initialization vector, of AES. */
    int BLOCK_LENGTH = 16;

    /**
     * Works on {@code length} bytes, a whole number of blocks, from {@code in} into {@code out},
     * which may be the same place.
     *
     * @param ivOffset where in {@code iv} the initialization vector stands
     */
    void process(byte[] iv, int ivOffset, byte[] in, int inOffset, int length, byte[] out, int outOffset);

    @Override
    void close();
}
