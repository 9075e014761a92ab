package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.util.Arrays;

/**
 * A cursor over the bytes of one structure in the presentation language of RFC 5246 §4. Reading past
 * the end is a {@code decode_error} that names the structure.
 */
final class WireReader {
    private static final byte[] NONE = {};

    private final byte[] bytes;
    private int end;
    private String structure;
    private int position;

    WireReader(byte[] bytes, int offset, int length, String structure) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
        this.structure = structure;
    }

    int remaining() {
        return end - position;
    }

    int uint8() throws TlsException {
        require(1);
        return bytes[position++] & 0xff;
    }

    int uint16() throws TlsException {
        return uint8() << 8 | uint8();
    }

    int uint24() throws TlsException {
        return uint8() << 16 | uint16();
    }

    long uint32() throws TlsException {
        return (long) uint16() << 16 | uint16();
    }

    byte[] opaque(int length) throws TlsException {
        require(length);
        if (length == 0) {
            return NONE;
        }
        byte[] copy = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return copy;
    }

    /** An opaque vector with a length of one byte, which must lie from {@code least} to {@code most}. */
    byte[] opaque8(int least, int most, String field) throws TlsException {
        return opaque(bounded(uint8(), least, most, field));
    }

    /** An opaque vector with a length of two bytes, which must lie from {@code least} to {@code most}. */
    byte[] opaque16(int least, int most, String field) throws TlsException {
        return opaque(bounded(uint16(), least, most, field));
    }

    /** A reader over the next {@code length} bytes, which this reader passes over. */
    WireReader slice(int length, String field) throws TlsException {
        require(length);
        WireReader slice = new WireReader(bytes, position, length, field);
        position += length;
        return slice;
    }

    /** What is read, as errors name it. */
    String structure() {
        return structure;
    }

    /**
     * Goes on as a reader over the next {@code length} bytes alone, until {@link #leave}.
     *
     * @return the end as it was
     */
    int enter(int length, String field) throws TlsException {
        require(length);
        int outerEnd = end;
        end = position + length;
        structure = field;
        return outerEnd;
    }

    /** Passes over what is left of what was entered last, and is a reader up to {@code outerEnd} again. */
    void leave(int outerEnd, String outer) {
        position = end;
        end = outerEnd;
        structure = outer;
    }

    /** A vector of two-byte values with a length of two bytes; at least one value. */
    int[] uint16Vector16(String field) throws TlsException {
        return uint16s(bounded(uint16(), 2, 0xfffe, field), field);
    }

    /** A vector of two-byte values with a length of one byte; at least one value. */
    int[] uint16Vector8(String field) throws TlsException {
        return uint16s(bounded(uint8(), 2, 0xfe, field), field);
    }

    /** Refuses bytes behind the structure's end. */
    void finish() throws TlsException {
        if (position != end) {
            throw malformed(remaining() + " bytes too many");
        }
    }

    TlsException malformed(String what) {
        return new TlsException(AlertDescription.DECODE_ERROR, structure + ": " + what);
    }

    private int[] uint16s(int length, String field) throws TlsException {
        if (length % 2 != 0) {
            throw malformed(field + " has an odd length of " + length + " bytes");
        }
        require(length);
        int[] values = new int[length / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = uint16();
        }
        return values;
    }

    private int bounded(int length, int least, int most, String field) throws TlsException {
        if (length < least || length > most) {
            throw malformed(field + " has a length of " + length + " bytes, not " + least + " to " + most);
        }
        return length;
    }

    private void require(int length) throws TlsException {
        if (length > end - position) {
            throw malformed("truncated: " + length + " bytes wanted, " + remaining() + " left");
        }
    }
}
