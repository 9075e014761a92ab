package io.tlsgauge.engine.record;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Cuts received bytes into records, and takes their protection off (RFC 5246 §6.2). */
public final class RecordReader implements AutoCloseable {
    static final int HEADER_LENGTH = 5;
    static final int MAX_PLAINTEXT = 1 << 14;

    private static final int MAX_CIPHERTEXT = MAX_PLAINTEXT + 2048;
    private static final int MAX_EMPTY_RECORDS = 32;
    private static final byte[] EMPTY = {};

    private RecordOpener opener;
    private long sequenceNumber;
    private int requiredVersion;
    private int maxPlaintext = MAX_PLAINTEXT;
    private int emptyRecords;
    private byte[] received = EMPTY;
    private byte[] opened = EMPTY;
    private byte[] fragment;
    private int offset;
    private int length;

    /**
     * Takes the next record, or nothing where it is not whole yet.
     *
     * @return what the record carries, or empty where none was taken
     * @throws TlsException if what comes is no record, too long, or its protection is wrong
     */
    public Optional<ContentType> read(ByteBuffer network) throws TlsException {
        if (network.remaining() < HEADER_LENGTH) {
            return Optional.empty();
        }
        int start = network.position();
        Optional<ContentType> type = contentType(network, start);
        requireVersion(network, start);
        int body = uint16(network, start + 3);
        if (body > (opener == null ? MAX_PLAINTEXT : MAX_CIPHERTEXT)) {
            throw new TlsException(AlertDescription.RECORD_OVERFLOW, "a record of " + body + " bytes is too long");
        }
        if (network.remaining() < HEADER_LENGTH + body) {
            return Optional.empty();
        }
        locate(network, start + HEADER_LENGTH, body);
        network.position(start + HEADER_LENGTH + body);
        if (opener != null) {
            open(type.get());
        }
        limitEmptyRecords(type.get());
        return type;
    }

    /** Where the plaintext of the record that was read last stands, until the next is read. */
    public byte[] fragment() {
        return fragment;
    }

    /** Where in {@link #fragment()} the plaintext begins. */
    public int offset() {
        return offset;
    }

    /** The plaintext's length in bytes. */
    public int length() {
        return length;
    }

    /** The most bytes of plaintext that a received fragment of so many bytes can hold. */
    public int maxPlaintextLength(int fragmentLength) {
        int most = opener == null ? fragmentLength : opener.maxPlaintextLength(fragmentLength);
        return Math.max(0, Math.min(most, maxPlaintext));
    }

    /** Says that every record from here on is of this version; before, any of the family is taken. */
    public void requireVersion(int version) {
        requiredVersion = version;
    }

    /** Refuses protected records with more plaintext than so many bytes from here on. */
    public void limitFragments(int bytes) {
        maxPlaintext = bytes;
    }

    /** Opens all records from here on with new keys; the old ones are forgotten. */
    public void protect(RecordOpener newOpener) {
        close();
        opener = newOpener;
        sequenceNumber = 0;
    }

    /** Forgets the keys. */
    @Override
    public void close() {
        if (opener != null) {
            opener.close();
        }
    }

    /** Forgets the keys and all that was agreed on, for the use by another connection. */
    public void reset() {
        close();
        opener = null;
        sequenceNumber = 0;
        requiredVersion = 0;
        maxPlaintext = MAX_PLAINTEXT;
        emptyRecords = 0;
        // The bytes may be a caller's buffer, which is not to be kept alive.
        fragment = null;
        offset = 0;
        length = 0;
    }

    private static Optional<ContentType> contentType(ByteBuffer network, int start) throws TlsException {
        int code = network.get(start) & 0xff;
        Optional<ContentType> known = ContentType.ofCode(code);
        if (known.isEmpty()) {
            String hint = code >= 'A' && code <= 'Z' ? ": this looks like plain text, such as HTTP, not TLS" : "";
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE, String.format("0x%02x begins no TLS record%s", code, hint));
        }
        return known;
    }

    private void requireVersion(ByteBuffer network, int start) throws TlsException {
        int version = uint16(network, start + 1);
        if (requiredVersion == 0 ? version >>> 8 != 3 : version != requiredVersion) {
            throw new TlsException(
                    AlertDescription.PROTOCOL_VERSION, "a record is of " + ProtocolVersion.name(version));
        }
    }

    private void locate(ByteBuffer network, int start, int body) {
        if (network.hasArray()) {
            fragment = network.array();
            offset = network.arrayOffset() + start;
        } else {
            if (received.length < body) {
                received = new byte[Math.max(body, 2 * received.length)];
            }
            network.get(start, received, 0, body);
            fragment = received;
            offset = 0;
        }
        length = body;
    }

    private void open(ContentType type) throws TlsException {
        if (opened.length < length) {
            opened = new byte[Math.max(length, 2 * opened.length)];
        }
        length = opener.open(sequenceNumber, type, fragment, offset, length, opened, 0);
        fragment = opened;
        offset = 0;
        sequenceNumber++;
        if (length > maxPlaintext) {
            throw new TlsException(
                    AlertDescription.RECORD_OVERFLOW,
                    "a record holds " + length + " bytes; at most " + maxPlaintext + " are taken");
        }
    }

    private void limitEmptyRecords(ContentType type) throws TlsException {
        if (length > 0) {
            emptyRecords = 0;
        } else if (type != ContentType.APPLICATION_DATA || ++emptyRecords > MAX_EMPTY_RECORDS) {
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE,
                    type == ContentType.APPLICATION_DATA
                            ? "more than " + MAX_EMPTY_RECORDS + " empty records in a row"
                            : "an empty record of type " + type);
        }
    }

    /** The buffer's own byte order is the caller's business, the wire's is big-endian. */
    private static int uint16(ByteBuffer network, int index) {
        return (network.get(index) & 0xff) << 8 | network.get(index + 1) & 0xff;
    }
}
