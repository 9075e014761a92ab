package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.wire.ContentType;

/** Seals records with an AEAD (RFC 5246 §6.2.3.3). */
final class AeadSealer implements RecordSealer {
    private final Aead aead;
    private final RecordNonce nonce;
    private final AdditionalData additionalData = new AdditionalData();

    AeadSealer(Aead aead, RecordNonce nonce) {
        this.aead = aead;
        this.nonce = nonce;
    }

    @Override
    public int prefixLength() {
        return nonce.explicitLength();
    }

    @Override
    public int sealedLength(int plaintextLength) {
        return nonce.explicitLength() + plaintextLength + Aead.TAG_LENGTH;
    }

    @Override
    public void seal(long sequenceNumber, ContentType type, byte[] buffer, int offset, int length) {
        aead.seal(
                nonce.forSealing(sequenceNumber, buffer, offset - nonce.explicitLength()),
                additionalData.of(sequenceNumber, type, length),
                AdditionalData.LENGTH,
                buffer,
                offset,
                length);
    }

    @Override
    public void close() {
        aead.close();
    }
}
