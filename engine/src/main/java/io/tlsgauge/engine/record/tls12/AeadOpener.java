package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.wire.ContentType;

/** Opens records with an AEAD (RFC 5246 §6.2.3.3). */
final class AeadOpener implements RecordOpener {
    private final Aead aead;
    private final RecordNonce nonce;
    private final AdditionalData additionalData = new AdditionalData();

    AeadOpener(Aead aead, RecordNonce nonce) {
        this.aead = aead;
        this.nonce = nonce;
    }

    @Override
    public int open(
            long sequenceNumber, ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws TlsException {
        int explicit = nonce.explicitLength();
        int plaintextLength = length - explicit - Aead.TAG_LENGTH;
        if (plaintextLength < 0
                || !aead.open(
                        nonce.forOpening(sequenceNumber, in, inOffset),
                        additionalData.of(sequenceNumber, type, plaintextLength),
                        AdditionalData.LENGTH,
                        in,
                        inOffset + explicit,
                        length - explicit,
                        out,
                        outOffset)) {
            throw WrongProtection.failure();
        }
        return plaintextLength;
    }

    @Override
    public int maxPlaintextLength(int sealedLength) {
        return sealedLength - nonce.explicitLength() - Aead.TAG_LENGTH;
    }

    @Override
    public void close() {
        aead.close();
    }
}
