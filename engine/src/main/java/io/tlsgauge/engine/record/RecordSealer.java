package io.tlsgauge.engine.record;

import io.tlsgauge.engine.wire.ContentType;

/** Protects records, under the keys of one direction; {@link #close()} forgets them. */
public interface RecordSealer extends AutoCloseable {
    /** The bytes that stand before the plaintext, such as an explicit nonce. */
    int prefixLength();

    /** The length in bytes of the protected fragment of a plaintext, without the record's header. */
    int sealedLength(int plaintextLength);

    /** Protects {@code length} bytes in place; the prefix goes before {@code offset}, all else behind. */
    void seal(long sequenceNumber, ContentType type, byte[] buffer, int offset, int length);

    @Override
    void close();
}
