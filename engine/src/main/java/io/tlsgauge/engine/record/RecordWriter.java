package io.tlsgauge.engine.record;

import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.nio.ByteBuffer;

/** Cuts what is sent into records, protects them, and keeps them until they are transmitted (RFC 5246 §6.2). */
public final class RecordWriter implements AutoCloseable {
    private static final int INITIAL_ROOM = 512;

    private byte[] buffer = new byte[INITIAL_ROOM];
    private int start;
    private int end;
    private int version = ProtocolVersion.TLS_1_2;
    private RecordSealer sealer;
    private long sequenceNumber;
    private int maxPlaintext = RecordReader.MAX_PLAINTEXT;

    /** Appends bytes of one type, in as many records as they need. */
    public void write(ContentType type, byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; done += maxPlaintext) {
            writeRecord(type, bytes, offset + done, Math.min(length - done, maxPlaintext));
        }
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
