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
        byte[] a = new byte[key.length()];
        byte[] block = new byte[key.length()];
        Digest first = key.start();
        first.update(label, 0, label.length);
        first.update(seed, 0, seed.length);
        first.update(more, 0, more.length);
        key.finish(first, a, 0);
        for (int done = 0; done < length; done += block.length) {
            if (done > 0) {
                Digest next = key.start();
                next.update(a, 0, a.length);
                key.finish(next, a, 0);
            }
            Digest digest = key.start();
            digest.update(a, 0, a.length);
            digest.update(label, 0, label.length);
            digest.update(seed, 0, seed.length);
            digest.update(more, 0, more.length);
            key.finish(digest, block, 0);
            System.arraycopy(block, 0, out, offset + done, Math.min(block.length, length - done));
        }
        Arrays.fill(a, (byte) 0);
        Arrays.fill(block, (byte) 0);
    }
}
