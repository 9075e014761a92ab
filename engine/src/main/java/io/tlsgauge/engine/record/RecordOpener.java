package io.tlsgauge.engine.record;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.wire.ContentType;

/** Takes the protection off records, under the keys of one direction; {@link #close()} forgets them. */
public interface RecordOpener extends AutoCloseable {
    /**
     * Opens a record's fragment of {@code length} bytes into {@code out}.
     *
     * @return the plaintext's length in bytes
     * @throws TlsException with {@code bad_record_mac}, whatever is wrong with it
     */
    int open(long sequenceNumber, ContentType type, byte[] in, int inOffset, int length, byte[] out, int outOffset)
            throws TlsException;

    /** The most bytes of plaintext that a protected fragment of so many bytes can hold. */
    int maxPlaintextLength(int sealedLength);

    @Override
    void close();
}
