package io.tlsgauge.engine.handshake;

import io.tlsgauge.engine.wire.HandshakeMessage;
import java.util.Arrays;

/**
 * A handshake message and the bytes it came in, which are the caller's and are not kept.
 *
 * @param bytes where the message stands, from {@code offset} on, {@code length} bytes with the header
 */
public record ReceivedMessage(HandshakeMessage message, byte[] bytes, int offset, int length) {
    /** The same message with bytes of its own, which may be kept. */
    public ReceivedMessage copy() {
        return new ReceivedMessage(message, Arrays.copyOfRange(bytes, offset, offset + length), 0, length);
    }
}
