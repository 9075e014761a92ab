package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.BlockCipher;
import java.util.Arrays;

/** The padding of a CBC record: as many bytes as fill the last block, each of which tells their number (RFC 5246 §6.2.3.2). */
final class CbcPadding {
    private CbcPadding() {}

    /** The length in bytes of {@code length} bytes and the least padding. */
    static int paddedLength(int length) {
        return (length / BlockCipher.BLOCK_LENGTH + 1) * BlockCipher.BLOCK_LENGTH;
    }

    /** Writes the padding behind {@code length} bytes, and returns the length with it. */
    static int pad(byte[] buffer, int offset, int length) {
        int padded = paddedLength(length);
        Arrays.fill(buffer, offset + length, offset + padded, (byte) (padded - length - 1));
        return padded;
    }
}
