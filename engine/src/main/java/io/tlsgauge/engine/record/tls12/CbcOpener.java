package io.tlsgauge.engine.record.tls12;

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
 * is what the JIT makes of the masks, what a digest makes of a last block of one length or another, and table
 * look-ups of a provider without AES instructions.
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
    private final int blockShift;

    CbcOpener(BlockCipher cipher, HmacKey macKey, HashAlgorithm hash, DigestProvider digests) {
        this.cipher = cipher;
        this.macKey = macKey;
        this.hash = hash;
        this.digests = digests;
        this.computed = new byte[hash.length()];
        this.gathered = new byte[hash.length()];
        this.filler = new byte[hash.blockLength()];
        this.blockShift = Integer.numberOfTrailingZeros(hash.blockLength());
    }

    @Override
    public int open(
            long sequenceNumber, ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws TlsException {
        int macLength = hash.length();
        int encrypted = length - BlockCipher.BLOCK_LENGTH;
        if (encrypted < macLength + 1 || encrypted % BlockCipher.BLOCK_LENGTH != 0) {
            throw WrongProtection.failure();
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
            throw WrongProtection.failure();
        }
        return plaintextLength;
    }

    @Override
    public int maxPlaintextLength(int sealedLength) {
        return sealedLength - BlockCipher.BLOCK_LENGTH - computed.length - 1;
    }

    @Override
    public void close() {
        cipher.close();
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
        int hashed = alwaysHashed(most);
        mac.update(additionalData.of(sequenceNumber, type, plaintextLength), 0, AdditionalData.LENGTH);
        mac.update(out, outOffset, hashed);
        hashed = hashPaddable(mac, out, outOffset, hashed, plaintextLength, most);
        mac.update(out, outOffset + hashed, plaintextLength - hashed);
        macKey.finish(mac, computed, 0);
    }

    /**
     * Hashes the blocks that may be plaintext or padding, one a call: into the MAC those that are plaintext, and as
     * much filler, thrown away unfinished, for those that are not. Which is which, no branch tells.
     *
     * @param hashed how many bytes of the plaintext the MAC has taken already
     * @return how many it has taken now
     */
    private int hashPaddable(Digest mac, byte[] out, int outOffset, int hashed, int plaintextLength, int most) {
        int block = hash.blockLength();
        int before = wholeBlocks(hashed);
        int real = wholeBlocks(plaintextLength) - before;
        int last = compressions(plaintextLength) - wholeBlocks(plaintextLength);
        int steps = compressions(most) - before;
        Digest[] targets = {digests.newDigest(hash), mac};
        byte[][] sources = {filler, out};
        int at = hashed;
        for (int i = 0; i < steps; i++) {
            int isReal = ConstantTime.lt(i, real);
            int step = i == 0 ? block - (AdditionalData.LENGTH + hashed) % block : block;
            int length = ConstantTime.select(isReal, step, block) & ConstantTime.lt(i, steps + 1 - last);
            targets[isReal & 1].update(sources[isReal & 1], ConstantTime.select(isReal, outOffset + at, 0), length);
            at += step;
        }
        int end = (wholeBlocks(plaintextLength) << blockShift) - AdditionalData.LENGTH;
        return ConstantTime.select(ConstantTime.eq(real, 0), hashed, end);
    }

    /** The bytes up to the last end of a block that every padding leaves to the plaintext. */
    private int alwaysHashed(int most) {
        int least = Math.max(0, most - MOST_PADDING);
        return Math.max(0, (wholeBlocks(least) << blockShift) - AdditionalData.LENGTH);
    }

    /** The compressions of the inner digest, after the pad's, that a plaintext of this length fills. */
    private int wholeBlocks(int plaintextLength) {
        return (AdditionalData.LENGTH + plaintextLength) >> blockShift;
    }

    /** The same with those that end it: one, or two where the length does not fit into the first. */
    private int compressions(int plaintextLength) {
        int padded = AdditionalData.LENGTH + plaintextLength + 1 + hash.lengthFieldLength();
        return (padded + hash.blockLength() - 1) >> blockShift;
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
