package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.HashAlgorithm;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.wire.ContentType;
import java.util.Arrays;

/**
 * AES-CBC with HMAC, opened without telling where the padding ended (RFC 5246 §6.2.3.2; the attack is
 * Lucky 13, AlFardan and Paterson 2013).
 *
 * <p>The padding is secret until the MAC is known to be right. So its bytes are checked over the greatest
 * length it could have, by masks; the received MAC is gathered by a pass over every place where it could
 * stand; the MAC is computed over the data that a right padding leaves, or all of it where the padding is
 * wrong, and as many blocks are hashed besides as make the number of compressions the same for every
 * padding of a record of this length; and only the outcome of all checks together is looked at. What remains
 * is what the JIT makes of the masks, and table look-ups of a provider without AES instructions.
 */
final class CbcOpener implements RecordOpener {
    private static final int MOST_PADDING = 256;

    private final BlockCipher cipher;
    private final HmacKey macKey;
    private final HashAlgorithm hash;
    private final DigestProvider digests;
    private final AdditionalData additionalData = new AdditionalData();
    private final byte[] computed;
    private final byte[] gathered;
    private final byte[] filler;

    CbcOpener(BlockCipher cipher, HmacKey macKey, HashAlgorithm hash, DigestProvider digests) {
        this.cipher = cipher;
        this.macKey = macKey;
        this.hash = hash;
        this.digests = digests;
        this.computed = new byte[hash.length()];
        this.gathered = new byte[hash.length()];
        this.filler = new byte[hash.blockLength()];
    }

    @Override
    public int open(
            long sequenceNumber, ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws TlsException {
        int macLength = hash.length();
        int encrypted = length - BlockCipher.BLOCK_LENGTH;
        if (encrypted < macLength + 1 || encrypted % BlockCipher.BLOCK_LENGTH != 0) {
            throw wrong();
        }
        cipher.process(in, inOffset, in, inOffset + BlockCipher.BLOCK_LENGTH, encrypted, out, outOffset);
        int most = encrypted - macLength - 1;
        int padding = out[outOffset + encrypted - 1] & 0xff;
        int right = rightPadding(out, outOffset, encrypted, padding, most);
        int plaintextLength = most - ConstantTime.select(right, padding, 0);
        computeMac(sequenceNumber, type, out, outOffset, plaintextLength, most);
        gatherMac(out, outOffset, plaintextLength, encrypted);
        int difference = 0;
        for (int i = 0; i < macLength; i++) {
            difference |= computed[i] ^ gathered[i];
        }
        right &= ConstantTime.eq(difference, 0);
        if (right == 0) {
            throw wrong();
        }
        return plaintextLength;
    }

    @Override
    public void close() {
        cipher.close();
    }

    private static TlsException wrong() {
        return new TlsException(AlertDescription.BAD_RECORD_MAC, "a record's protection is wrong");
    }

    /** The mask of: the padding is not longer than the record allows, and each of its bytes tells its length. */
    private static int rightPadding(byte[] out, int outOffset, int encrypted, int padding, int most) {
        int right = ~ConstantTime.lt(most, padding);
        int checked = Math.min(MOST_PADDING, encrypted);
        for (int i = 0; i < checked; i++) {
            int isPadding = ~ConstantTime.lt(padding, i);
            int value = out[outOffset + encrypted - 1 - i] & 0xff;
            right &= ConstantTime.eq(value, padding) | ~isPadding;
        }
        return right;
    }

    private void computeMac(
            long sequenceNumber, ContentType type, byte[] out, int outOffset, int plaintextLength, int most) {
        Digest mac = macKey.start();
        mac.update(additionalData.of(sequenceNumber, type, plaintextLength), 0, AdditionalData.LENGTH);
        mac.update(out, outOffset, plaintextLength);
        macKey.finish(mac, computed, 0);
        // One block more than the difference, so that something is hashed for every padding; the digest
        // is thrown away unfinished.
        int blocks = compressions(most) - compressions(plaintextLength) + 1;
        Digest rest = digests.newDigest(hash);
        for (int i = 0; i < blocks; i++) {
            rest.update(filler, 0, filler.length);
        }
    }

    /** The compressions of the inner digest after the pad's, over a plaintext of this length. */
    private int compressions(int plaintextLength) {
        int padded = AdditionalData.LENGTH + plaintextLength + 1 + hash.lengthFieldLength();
        return (padded + hash.blockLength() - 1) / hash.blockLength();
    }

    /** Collects the MAC from behind the plaintext, touching every place where it could stand. */
    private void gatherMac(byte[] out, int outOffset, int plaintextLength, int encrypted) {
        int macLength = gathered.length;
        int scanStart = Math.max(0, encrypted - macLength - MOST_PADDING);
        Arrays.fill(gathered, (byte) 0);
        for (int i = scanStart; i < encrypted; i++) {
            int value = out[outOffset + i];
            for (int j = 0; j < macLength; j++) {
                gathered[j] |= (byte) (value & ConstantTime.eq(i, plaintextLength + j));
            }
        }
    }
}
