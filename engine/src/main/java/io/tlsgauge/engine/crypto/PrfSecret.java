package io.tlsgauge.engine.crypto;

import java.util.Arrays;

/** TLS 1.2's pseudorandom function keyed with one secret (RFC 5246 §5). Safe for use by several threads. */
public final class PrfSecret {
    private static final byte[] NONE = {};

    private final HmacKey key;

    private PrfSecret(HmacKey key) {
        this.key = key;
    }

    /** The PRF keyed with {@code secret}, which may be wiped by the caller afterwards. */
    public static PrfSecret of(DigestProvider digests, HashAlgorithm hash, byte[] secret) {
        return new PrfSecret(HmacKey.of(digests, hash, secret));
    }

    /** Writes {@code length} bytes of {@code PRF(secret, label, seed)} at {@code offset} of {@code out}. */
    public void expand(PrfLabel label, byte[] seed, byte[] out, int offset, int length) {
        expand(label.bytes(), seed, NONE, out, offset, length);
    }

    /** Writes {@code length} bytes of {@code PRF(secret, label, seed + more)} at {@code offset} of {@code out}. */
    public void expand(PrfLabel label, byte[] seed, byte[] more, byte[] out, int offset, int length) {
        expand(label.bytes(), seed, more, out, offset, length);
    }

    void expand(byte[] label, byte[] seed, byte[] more, byte[] out, int offset, int length) {
        int macLength = key.length();
        // A(i), label and seed in one array, so that a MAC takes its message by one update: short ones cost much beside
        // the few blocks that are hashed.
        byte[] message = new byte[macLength + label.length + seed.length + more.length];
        System.arraycopy(label, 0, message, macLength, label.length);
        System.arraycopy(seed, 0, message, macLength + label.length, seed.length);
        System.arraycopy(more, 0, message, message.length - more.length, more.length);
        key.mac(message, macLength, message.length - macLength, message, 0);
        int done = 0;
        for (; length - done > macLength; done += macLength) {
            key.mac(message, 0, message.length, out, offset + done);
            key.mac(message, 0, macLength, message, 0);
        }
        // No A(i) follows the last block, of which not all may be wanted: it stands in their room.
        key.mac(message, 0, message.length, message, 0);
        System.arraycopy(message, 0, out, offset + done, length - done);
        Arrays.fill(message, 0, macLength, (byte) 0);
    }
}
