package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.wire.ContentType;

/** AES-GCM; the explicit nonce is the sequence number, so that none is used twice (RFC 5288 §3). */
final class GcmSealer implements RecordSealer {
    private final Aead aead;
    private final GcmNonce nonce;
    private final AdditionalData additionalData = new AdditionalData();

    GcmSealer(Aead aead, byte[] salt) {
        this.aead = aead;
        this.nonce = new GcmNonce(salt);
    }

    @Override
    public int prefixLength() {
        return GcmNonce.EXPLICIT_LENGTH;
    }

    @Override
    public int sealedLength(int plaintextLength) {
        return GcmNonce.EXPLICIT_LENGTH + plaintextLength + Aead.TAG_LENGTH;
    }

    @Override
    public void seal(long sequenceNumber, ContentType type, byte[] buffer, int offset, int length) {
        int explicit = offset - GcmNonce.EXPLICIT_LENGTH;
        AdditionalData.writeSequenceNumber(sequenceNumber, buffer, explicit);
        aead.seal(
                nonce.withExplicit(buffer, explicit),
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
