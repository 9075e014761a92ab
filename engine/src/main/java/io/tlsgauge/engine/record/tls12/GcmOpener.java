package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.wire.ContentType;

/** AES-GCM (RFC 5288 §3). */
final class GcmOpener implements RecordOpener {
    private static final int OVERHEAD = GcmNonce.EXPLICIT_LENGTH + Aead.TAG_LENGTH;

    private final Aead aead;
    private final GcmNonce nonce;
    private final AdditionalData additionalData = new AdditionalData();

    GcmOpener(Aead aead, byte[] salt) {
        this.aead = aead;
        this.nonce = new GcmNonce(salt);
    }

    @Override
    public int open(
            long sequenceNumber, ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws TlsException {
        int plaintextLength = length - OVERHEAD;
        if (plaintextLength < 0
                || !aead.open(
                        nonce.withExplicit(in, inOffset),
                        additionalData.of(sequenceNumber, type, plaintextLength),
                        AdditionalData.LENGTH,
                        in,
                        inOffset + GcmNonce.EXPLICIT_LENGTH,
                        length - GcmNonce.EXPLICIT_LENGTH,
                        out,
                        outOffset)) {
            throw new TlsException(AlertDescription.BAD_RECORD_MAC, "a record's protection is wrong");
        }
        return plaintextLength;
    }

    @Override
    public void close() {
        aead.close();
    }
}
