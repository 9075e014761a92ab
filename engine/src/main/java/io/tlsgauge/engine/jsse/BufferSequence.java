package io.tlsgauge.engine.jsse;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Objects;

/** A run of a caller's buffers, gathered from or scattered into as if they were one. */
final class BufferSequence {
    private final ByteBuffer[] buffers;
    private final int from;
    private final int to;

    /**
     * @throws IllegalArgumentException if the array or a buffer of the run is null
     * @throws IndexOutOfBoundsException if the run is not within the array
     */
    BufferSequence(ByteBuffer[] buffers, int offset, int length) {
        if (buffers == null) {
            throw new IllegalArgumentException("the array of buffers is null");
        }
        Objects.checkFromIndexSize(offset, length, buffers.length);
        this.buffers = buffers;
        this.from = offset;
        this.to = offset + length;
        for (int i = from; i < to; i++) {
            if (buffers[i] == null) {
                throw new IllegalArgumentException("buffer " + i + " is null");
            }
        }
    }

    /**
     * Refuses buffers that nothing can be put into.
     *
     * @throws ReadOnlyBufferException if one is read-only
     */
    BufferSequence requireWritable() {
        for (int i = from; i < to; i++) {
            if (buffers[i].isReadOnly()) {
                throw new ReadOnlyBufferException();
            }
        }
        return this;
    }

    /** The bytes that remain in all of them; as many as an int can tell. */
    int remaining() {
        long remaining = 0;
        for (int i = from; i < to; i++) {
            remaining += buffers[i].remaining();
        }
        return (int) Math.min(remaining, Integer.MAX_VALUE);
    }

    /** The next {@code length} bytes, which stay where they are until they are skipped. */
    ByteBuffer peek(int length) {
        for (int i = from; i < to; i++) {
            if (buffers[i].remaining() >= length) {
                return buffers[i].duplicate().limit(buffers[i].position() + length);
            }
            if (buffers[i].hasRemaining()) {
                return gather(length);
            }
        }
        return ByteBuffer.allocate(0);
    }

    /** Passes over the next {@code length} bytes. */
    void skip(int length) {
        int left = length;
        for (int i = from; i < to && left > 0; i++) {
            int count = Math.min(left, buffers[i].remaining());
            buffers[i].position(buffers[i].position() + count);
            left -= count;
        }
    }

    /** The first buffer that has room, if it has as much as {@code length} bytes; a new one otherwise. */
    ByteBuffer room(int length) {
        for (int i = from; i < to; i++) {
            if (buffers[i].hasRemaining()) {
                return buffers[i].remaining() >= length ? buffers[i] : ByteBuffer.allocate(length);
            }
        }
        return ByteBuffer.allocate(length);
    }

    /** Puts what was written into {@link #room}, where that is none of the caller's own. */
    void scatter(ByteBuffer written) {
        for (int i = from; i < to; i++) {
            if (buffers[i] == written) {
                return;
            }
        }
        written.flip();
        for (int i = from; i < to && written.hasRemaining(); i++) {
            int count = Math.min(written.remaining(), buffers[i].remaining());
            int limit = written.limit();
            buffers[i].put(written.limit(written.position() + count));
            written.limit(limit);
        }
    }

    private ByteBuffer gather(int length) {
        ByteBuffer gathered = ByteBuffer.allocate(length);
        for (int i = from; i < to && gathered.hasRemaining(); i++) {
            ByteBuffer source = buffers[i].duplicate();
            gathered.put(source.limit(source.position() + Math.min(source.remaining(), gathered.remaining())));
        }
        return gathered.flip();
    }
}
