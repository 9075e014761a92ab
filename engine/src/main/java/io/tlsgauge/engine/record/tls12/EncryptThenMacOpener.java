package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.wire.ContentType;

/**
 * AES-CBC with HMAC over the ciphertext (RFC 7366 §3). Nothing is decrypted before the MAC is known to be right, so
 * that the padding is the peer's own and needs no secrecy.
 */
final class EncryptThenMacOpener implements RecordOpener {
    private final BlockCipher cipher;
    private final HmacKey macKey;
    private final AdditionalData additionalData = new AdditionalData();
    private final byte[] computed;

    EncryptThenMacOpener(BlockCipher cipher, HmacKey macKey) {
        this.cipher = cipher;
        this.macKey = macKey;
        this.computed = new byte[macKey.length()];
    }

    @Override
    public int open(
            long sequenceNumber, ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws TlsException {
        int encrypted = length - computed.length;
        int padded = encrypted - BlockCipher.BLOCK_LENGTH;
        if (padded < BlockCipher.BLOCK_LENGTH || padded % BlockCipher.BLOCK_LENGTH != 0) {
            throw WrongProtection.failure();
        }
        Digest mac = macKey.start();
        mac.update(additionalData.of(sequenceNumber, type, encrypted), 0, AdditionalData.LENGTH);
        mac.update(in, inOffset, encrypted);
        macKey.finish(mac, computed, 0);
        if (!ConstantTime.equal(computed, 0, in, inOffset + encrypted, computed.length)) {
            throw WrongProtection.failure();
        }
        cipher.process(in, inOffset, in, inOffset + BlockCipher.BLOCK_LENGTH, padded, out, outOffset);
        return padded - requirePadding(out, outOffset, padded);
    }

    @Override
    public int maxPlaintextLength(int sealedLength) {
        return sealedLength - BlockCipher.BLOCK_LENGTH - computed.length - 1;
    }

    @Override
    public void close() {
        cipher.close();
    }

    /** The padding's length with the byte that tells it. */
    private static int requirePadding(byte[] out, int outOffset, int padded) throws TlsException {
        int value = out[outOffset + padded - 1] & 0xff;
        boolean right = value < padded;
        for (int i = 1; right && i <= value + 1; i++) {
            right = (out[outOffset + padded - i] & 0xff) == value;
        }
        if (!right) {
            throw WrongProtection.failure();
        }
        return value + 1;
    }
}
