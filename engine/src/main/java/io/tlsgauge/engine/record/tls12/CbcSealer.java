package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.BlockCipher;
import io.tlsgauge.engine.crypto.Digest;
import io.tlsgauge.engine.crypto.HmacKey;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.wire.ContentType;
import java.security.SecureRandom;

/** AES-CBC with HMAC: MAC, then pad, then encrypt under a random explicit IV (RFC 5246 §6.2.3.2). */
final class CbcSealer implements RecordSealer {
    private final BlockCipher cipher;
    private final HmacKey macKey;
    private final SecureRandom random;
    private final AdditionalData additionalData = new AdditionalData();
    private final byte[] iv = new byte[BlockCipher.BLOCK_LENGTH];

    CbcSealer(BlockCipher cipher, HmacKey macKey, SecureRandom random) {
        this.cipher = cipher;
        this.macKey = macKey;
        this.random = random;
    }

    @Override
    public int prefixLength() {
        return BlockCipher.BLOCK_LENGTH;
    }

    @Override
    public int sealedLength(int plaintextLength) {
        return BlockCipher.BLOCK_LENGTH + CbcPadding.paddedLength(plaintextLength + macKey.length());
    }

    @Override
    public void seal(long sequenceNumber, ContentType type, byte[] buffer, int offset, int length) {
        Digest mac = macKey.start();
        mac.update(additionalData.of(sequenceNumber, type, length), 0, AdditionalData.LENGTH);
        mac.update(buffer, offset, length);
        macKey.finish(mac, buffer, offset + length);
        int padded = CbcPadding.pad(buffer, offset, length + macKey.length());
        random.nextBytes(iv);
        System.arraycopy(iv, 0, buffer, offset - iv.length, iv.length);
        cipher.process(iv, 0, buffer, offset, padded, buffer, offset);
    }

    @Override
    public void close() {
        cipher.close();
    }
}
