package io.tlsgauge.engine.crypto;

import java.util.Arrays;

/**
 * HMAC (RFC 2104) under one key. Safe for use by several threads.
 *
 * <p>HMAC begins both of its digests with a block that depends on the key alone. Those two blocks are
 * hashed once a key, and the two digests stand here in that state; a MAC starts from copies. For the
 * short inputs of a handshake this halves the compressions, and spares the JCA's {@code Mac.init}, which
 * would do them anew each time.
 */
public final class HmacKey {
    private static final int INNER_PAD = 0x36;
    private static final int OUTER_PAD = 0x5c;

    private final HashAlgorithm hash;
    private final Digest inner;
    private final Digest outer;

    private HmacKey(HashAlgorithm hash, Digest inner, Digest outer) {
        this.hash = hash;
        this.inner = inner;
        this.outer = outer;
    }

    /** The key made of {@code secret}, of any length, which may be wiped by the caller afterwards. */
    public static HmacKey of(DigestProvider digests, HashAlgorithm hash, byte[] secret) {
        byte[] block = new byte[hash.blockLength()];
        if (secret.length > block.length) {
            Digest shortened = digests.newDigest(hash);
            shortened.update(secret, 0, secret.length);
            shortened.digest(block, 0);
        } else {
            System.arraycopy(secret, 0, block, 0, secret.length);
        }
        Digest inner = padded(digests, hash, block, INNER_PAD);
        Digest outer = padded(digests, hash, block, INNER_PAD ^ OUTER_PAD);
        Arrays.fill(block, (byte) 0);
        return new HmacKey(hash, inner, outer);
    }

    /** The MAC's length in bytes. */
    public int length() {
        return hash.length();
    }

    /** A digest that takes the message; {@link #finish} makes the MAC of it. */
    public Digest start() {
        return inner.copy();
    }

    /** Writes the MAC of some bytes of {@code message} at {@code offset} of {@code out}, which may be the same array. */
    void mac(byte[] message, int messageOffset, int messageLength, byte[] out, int offset) {
        Digest digest = start();
        digest.update(message, messageOffset, messageLength);
        finish(digest, out, offset);
    }

    /** Writes the MAC of the message that {@code message}, from {@link #start()}, has taken. */
    public void finish(Digest message, byte[] out, int offset) {
        // The inner digest, as long as the MAC, stands where the MAC will.
        message.digest(out, offset);
        Digest mac = outer.copy();
        mac.update(out, offset, hash.length());
        mac.digest(out, offset);
    }

    /** Pads the block where it stands. */
    private static Digest padded(DigestProvider digests, HashAlgorithm hash, byte[] block, int pad) {
        for (int i = 0; i < block.length; i++) {
            block[i] ^= (byte) pad;
        }
        Digest digest = digests.newDigest(hash);
        digest.update(block, 0, block.length);
        return digest;
    }
}
