package io.tlsgauge.engine.crypto;

/**
 * An AEAD cipher under one key and for one direction. Not safe for use by several threads.
 *
 * <p>{@link #close()} forgets the key; the object is not used afterwards.
 */
public interface Aead extends AutoCloseable {
    /** Which way a cipher works. */
    enum Direction {
        SEAL,
        OPEN
    }

    /** The tag's length in bytes, for every AEAD of TLS 1.2 (RFC 5288, 7905). */
    int TAG_LENGTH = 16;

    /** The nonce's length in bytes. */
    int NONCE_LENGTH = 12;

    /**
     * Seals {@code length} bytes in place, and writes the tag behind them.
     *
     * @param nonce {@link #NONCE_LENGTH} bytes, never used before under this key
     * @param aad the additional data, of which the first {@code aadLength} bytes count
     */
    void seal(byte[] nonce, byte[] aad, int aadLength, byte[] buffer, int offset, int length);

    /**
     * Opens {@code length} bytes, the tag included, from {@code in} into {@code out}, which may be
     * the same place.
     *
     * @return false if the tag is not right; nothing of {@code out} may be used then
     */
    boolean open(
            byte[] nonce, byte[] aad, int aadLength, byte[] in, int inOffset, int length, byte[] out, int outOffset);

    @Override
    void close();
}
