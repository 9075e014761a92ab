package io.tlsgauge.engine.wire;

import java.util.Arrays;

/** A growing buffer to which structures are written in the presentation language of RFC 5246 §4. */
public final class WireWriter {
    private byte[] bytes;
    private int length;

    /** An empty buffer with room for {@code capacity} bytes before it grows. */
    public WireWriter(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** The bytes written so far, of which the first {@link #length()} count; not a copy. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes were written. */
    public int length() {
        return length;
    }

    /** Starts anew in the same room. */
    public void clear() {
        length = 0;
    }

    /** A copy of the bytes written so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void uint8(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void uint16(int value) {
        ensure(2);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    void uint24(int value) {
        uint8(value >>> 16);
        uint16(value);
    }

    void uint32(long value) {
        uint16((int) (value >>> 16));
        uint16((int) value);
    }

    /** Appends bytes as they are, such as a message encoded earlier. */
    public void opaque(byte[] value) {
        opaque(value, 0, value.length);
    }

    /** Appends some bytes of an array as they are. */
    public void opaque(byte[] value, int offset, int count) {
        ensure(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
    }

    void opaque8(byte[] value) {
        uint8(value.length);
        opaque(value);
    }

    void opaque16(byte[] value) {
        uint16(value.length);
        opaque(value);
    }

    /** Leaves room for a length of {@code width} bytes; {@link #close} fills it. */
    int open(int width) {
        ensure(width);
        length += width;
        return length;
    }

    /** Fills in the length of all that was written since {@link #open} answered {@code start}. */
    void close(int start, int width) {
        int value = length - start;
        for (int i = 1; i <= width; i++) {
            bytes[start - i] = (byte) value;
            value >>>= 8;
        }
        if (value != 0) {
            throw new IllegalArgumentException(
                    (length - start) + " bytes do not fit a vector with a length of " + width + " bytes");
        }
    }

    /** Takes back all that was written since {@link #open} answered {@code start}, the length included. */
    void discard(int start, int width) {
        length = start - width;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
