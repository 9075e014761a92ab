package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.record.RecordReader;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Arrays;
import java.util.Optional;

/**
 * Makes handshake messages of record fragments, whatever the cut (RFC 5246 §6.2.1).
 *
 * <p>A message that lies whole in one fragment is read where it stands; only one that is cut is
 * collected, and only if its header says that it is awaited and not too long, so that a peer can make
 * nothing grow but what the state asks for.
 */
public final class HandshakeDefragmenter {
    private final RecordReader reader;

    /** What of a cut message has come; null where messages lie whole in the reader's fragment. */
    private byte[] collected;

    private int position;
    private int limit;

    /** Takes the fragments of {@code reader}. */
    public HandshakeDefragmenter(RecordReader reader) {
        this.reader = reader;
    }

    /** Takes the reader's present fragment; it is read where it stands until {@link #keepRest()}. */
    public void feed() {
        int length = reader.length();
        if (isEmpty()) {
            position = reader.offset();
            limit = position + length;
            return;
        }
        int held = limit - position;
        byte[] joined =
                collected.length >= held + length ? collected : new byte[Math.max(held + length, 2 * collected.length)];
        System.arraycopy(collected, position, joined, 0, held);
        System.arraycopy(reader.fragment(), reader.offset(), joined, held, length);
        collected = joined;
        position = 0;
        limit = held + length;
    }

    /**
     * The next whole message, or empty until more is fed.
     *
     * @throws TlsException with {@code unexpected_message} if the next message is not awaited by {@code
     *     state}, with {@code decode_error} if it is too long or malformed
     */
    public Optional<ReceivedMessage> next(HandshakeState state) throws TlsException {
        int available = limit - position;
        if (available < HandshakeType.HEADER_LENGTH) {
            return Optional.empty();
        }
        byte[] window = window();
        HandshakeType type = type(window[position] & 0xff, state);
        int body =
                (window[position + 1] & 0xff) << 16 | (window[position + 2] & 0xff) << 8 | window[position + 3] & 0xff;
        if (body > type.maxLength()) {
            throw new TlsException(
                    AlertDescription.DECODE_ERROR,
                    type + " has a body of " + body + " bytes; at most " + type.maxLength() + " are taken");
        }
        int length = HandshakeType.HEADER_LENGTH + body;
        if (available < length) {
            return Optional.empty();
        }
        int start = position;
        HandshakeMessage message = HandshakeMessage.decode(type, window, start + HandshakeType.HEADER_LENGTH, body);
        position += length;
        return Optional.of(new ReceivedMessage(message, window, start, length));
    }

    /** Keeps what was fed and not yet read, so that the reader may go on. */
    public void keepRest() {
        if (isEmpty()) {
            reset();
        } else if (collected == null) {
            collected = Arrays.copyOfRange(reader.fragment(), position, limit);
            limit -= position;
            position = 0;
        }
    }

    /** Forgets what was fed, for the use by another connection. */
    public void reset() {
        collected = null;
        position = 0;
        limit = 0;
    }

    /** Whether all that was fed was read: the only place where keys may change. */
    public boolean isEmpty() {
        return position == limit;
    }

    private byte[] window() {
        return collected == null ? reader.fragment() : collected;
    }

    private static HandshakeType type(int code, HandshakeState state) throws TlsException {
        Optional<HandshakeType> type = HandshakeType.ofCode(code);
        if (type.isEmpty() || !state.awaits(type.get())) {
            throw new TlsException(
                    AlertDescription.UNEXPECTED_MESSAGE,
                    type.map(HandshakeType::toString).orElse("handshake type " + code) + " is not awaited");
        }
        return type.get();
    }
}
