package io.tlsgauge.engine.crypto;

/** A running digest whose state can be copied. Not safe for use by several threads. */
public interface Digest {
    /** Takes {@code length} bytes from {@code offset} into the digest. */
    void update(byte[] bytes, int offset, int length);

    /** Writes the digest at {@code offset} of {@code out} and starts anew. */
    void digest(byte[] out, int offset);

    /** A digest in the same state as this one, independent from here on. */
    Digest copy();
}
