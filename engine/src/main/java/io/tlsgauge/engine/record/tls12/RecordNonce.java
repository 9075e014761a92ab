package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.crypto.Aead;
import java.util.Arrays;

/** How an AEAD's nonce is made of the key block's fixed IV and a record; the array given out is the same each time. */
sealed interface RecordNonce {
    /** The bytes of the nonce that stand in the record, before the ciphertext. */
    int explicitLength();

    /** The nonce of a record to be sealed; its explicit part is written at {@code offset} of {@code record}. */
    byte[] forSealing(long sequenceNumber, byte[] record, int offset);

    /** The nonce of a received record, whose explicit part stands at {@code offset} of {@code record}. */
    byte[] forOpening(long sequenceNumber, byte[] record, int offset);

    /** GCM's: a salt of four bytes, and eight in the record, here the sequence number, so that none comes twice (RFC 5288 §3). */
    final class Explicit implements RecordNonce {
        static final int SALT_LENGTH = 4;
        static final int LENGTH = 8;

        private final byte[] bytes;

        Explicit(byte[] salt) {
            this.bytes = Arrays.copyOf(salt, Aead.NONCE_LENGTH);
        }

        @Override
        public int explicitLength() {
            return LENGTH;
        }

        @Override
        public byte[] forSealing(long sequenceNumber, byte[] record, int offset) {
            AdditionalData.writeSequenceNumber(sequenceNumber, record, offset);
            return forOpening(sequenceNumber, record, offset);
        }

        @Override
        public byte[] forOpening(long sequenceNumber, byte[] record, int offset) {
            System.arraycopy(record, offset, bytes, SALT_LENGTH, LENGTH);
            return bytes;
        }
    }

    /** ChaCha20-Poly1305's: an IV of twelve bytes, to whose end the sequence number is added bit by bit (RFC 7905 §2). */
    final class Implicit implements RecordNonce {
        private final byte[] iv;
        private final byte[] bytes = new byte[Aead.NONCE_LENGTH];

        Implicit(byte[] iv) {
            this.iv = iv.clone();
        }

        @Override
        public int explicitLength() {
            return 0;
        }

        @Override
        public byte[] forSealing(long sequenceNumber, byte[] record, int offset) {
            int start = Aead.NONCE_LENGTH - Long.BYTES;
            AdditionalData.writeSequenceNumber(sequenceNumber, bytes, start);
            System.arraycopy(iv, 0, bytes, 0, start);
            for (int i = start; i < bytes.length; i++) {
                bytes[i] ^= iv[i];
            }
            return bytes;
        }

        @Override
        public byte[] forOpening(long sequenceNumber, byte[] record, int offset) {
            return forSealing(sequenceNumber, record, offset);
        }
    }
}
