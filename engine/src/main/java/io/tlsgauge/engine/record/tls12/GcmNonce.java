package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import java.util.Arrays;

/** GCM's nonce: a salt from the key block, and eight bytes that stand in the record (RFC 5288 §3). */
final class GcmNonce {
    static final int SALT_LENGTH = 4;
    static final int EXPLICIT_LENGTH = 8;

    private final byte[] bytes;

    GcmNonce(byte[] salt) {
        this.bytes = Arrays.copyOf(salt, Aead.NONCE_LENGTH);
    }

    /** The nonce with the explicit part that stands at {@code offset}; the array is the same each time. */
    byte[] withExplicit(byte[] explicit, int offset) {
        System.arraycopy(explicit, offset, bytes, SALT_LENGTH, EXPLICIT_LENGTH);
        return bytes;
    }
}
