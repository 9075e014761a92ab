package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
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
    private static final byte[] EMPTY = {};

    private byte[] collected = EMPTY;
    private byte[] window = EMPTY;
    private int position;
    private int limit;

    /** Takes a fragment; it is read where it stands until {@link #keepRest()}. */
    public void feed(byte[] bytes, int offset, int length) {
        if (isEmpty()) {
            window = bytes;
            position = offset;
            limit = offset + length;
            return;
        }
        int held = limit - position;
        byte[] joined =
                collected.length >= held + length ? collected : new byte[Math.max(held + length, 2 * collected.length)];
        System.arraycopy(window, position, joined, 0, held);
        System.arraycopy(bytes, offset, joined, held, length);
        collected = joined;
        window = joined;
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

    /** Keeps what was fed and not yet read, so that the fragment's bytes may be used for others. */
    public void keepRest() {
        if (isEmpty()) {
            reset();
        } else if (window != collected) {
            collected = Arrays.copyOfRange(window, position, limit);
            window = collected;
            limit -= position;
            position = 0;
        }
    }

    /** Forgets what was fed, for the use by another connection. */
    public void reset() {
        collected = EMPTY;
        window = EMPTY;
        position = 0;
        limit = 0;
    }

    /** Whether all that was fed was read: the only place where keys may change. */
    public boolean isEmpty() {
        return position == limit;
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
