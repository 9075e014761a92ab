package io.tlsgauge.engine.record;

import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.nio.ByteBuffer;

/** Cuts what is sent into records, protects them, and keeps them until they are transmitted (RFC 5246 §6.2). */
public final class RecordWriter implements AutoCloseable {
    private static final byte[] EMPTY = {};
    private static final int MOST_KEPT = 1 << 15;

    private byte[] buffer = EMPTY;
    private int start;
    private int end;
    private int version = ProtocolVersion.TLS_1_2;
    private RecordSealer sealer;
    private long sequenceNumber;
    private int maxPlaintext = RecordReader.MAX_PLAINTEXT;
    private boolean ended;

    /** Appends bytes of one type, in as many records as they need; nothing after the {@link #end()}. */
    public void write(ContentType type, byte[] bytes, int offset, int length) {
        if (ended) {
            return;
        }
        for (int done = 0; done < length; done += maxPlaintext) {
            writeRecord(type, bytes, offset + done, Math.min(length - done, maxPlaintext));
        }
    }

    /** Says that nothing may follow what was written so far, which is a closing alert (RFC 5246 §7.2.1). */
    public void end() {
        ended = true;
    }

    /** Whether all was transmitted. */
    public boolean isEmpty() {
        return start == end;
    }

    /** How many bytes wait to be transmitted. */
    public int pending() {
        return end - start;
    }

    /**
     * Moves as much as fits into {@code network}.
     *
     * @return how many bytes were moved
     */
    public int transmit(ByteBuffer network) {
        int count = Math.min(network.remaining(), end - start);
        network.put(buffer, start, count);
        start += count;
        if (start == end) {
            start = 0;
            end = 0;
        }
        return count;
    }

    /** The length in bytes of the next record that waits to be transmitted, header included; 0 where none waits. */
    public int nextRecordLength() {
        return isEmpty()
                ? 0
                : RecordReader.HEADER_LENGTH + ((buffer[start + 3] & 0xff) << 8 | buffer[start + 4] & 0xff);
    }

    /** The length in bytes, header included, of a record of so many bytes of plaintext under the present keys. */
    public int recordLength(int plaintextLength) {
        return RecordReader.HEADER_LENGTH + (sealer == null ? plaintextLength : sealer.sealedLength(plaintextLength));
    }

    /** The most bytes of plaintext that go into a record. */
    public int maxPlaintext() {
        return maxPlaintext;
    }

    /** Says which version the records from here on bear. */
    public void version(int newVersion) {
        version = newVersion;
    }

    /** Puts so many bytes of plaintext into a record at the most from here on. */
    public void limitFragments(int bytes) {
        maxPlaintext = bytes;
    }

    /** How many records were written under the present keys. */
    public long recordsUnderKey() {
        return sequenceNumber;
    }

    /** Protects all records from here on with new keys; the old ones are forgotten. */
    public void protect(RecordSealer newSealer) {
        close();
        sealer = newSealer;
        sequenceNumber = 0;
    }

    /** Forgets the keys. */
    @Override
    public void close() {
        if (sealer != null) {
            sealer.close();
        }
    }

    /** Forgets the keys, what waits to be transmitted and all that was agreed on, for the use by another connection. */
    public void reset() {
        close();
        sealer = null;
        sequenceNumber = 0;
        if (buffer.length > MOST_KEPT) {
            // What one long answer made grow is not kept for all.
            buffer = EMPTY;
        }
        start = 0;
        end = 0;
        version = ProtocolVersion.TLS_1_2;
        maxPlaintext = RecordReader.MAX_PLAINTEXT;
        ended = false;
    }

    private void writeRecord(ContentType type, byte[] bytes, int offset, int length) {
        int prefix = sealer == null ? 0 : sealer.prefixLength();
        int body = sealer == null ? length : sealer.sealedLength(length);
        ensure(RecordReader.HEADER_LENGTH + body);
        buffer[end] = (byte) type.code();
        buffer[end + 1] = (byte) (version >>> 8);
        buffer[end + 2] = (byte) version;
        buffer[end + 3] = (byte) (body >>> 8);
        buffer[end + 4] = (byte) body;
        int plaintext = end + RecordReader.HEADER_LENGTH + prefix;
        System.arraycopy(bytes, offset, buffer, plaintext, length);
        if (sealer != null) {
            sealer.seal(sequenceNumber++, type, buffer, plaintext, length);
        }
        end += RecordReader.HEADER_LENGTH + body;
    }

    private void ensure(int more) {
        if (buffer.length - end >= more) {
            return;
        }
        int pending = end - start;
        byte[] target =
                buffer.length - pending >= more ? buffer : new byte[Math.max(2 * buffer.length, pending + more)];
        System.arraycopy(buffer, start, target, 0, pending);
        buffer = target;
        start = 0;
        end = pending;
    }
}
