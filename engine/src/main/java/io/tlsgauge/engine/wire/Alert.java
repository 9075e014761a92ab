package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;

/**
 * An alert (RFC 5246 §7.2).
 *
 * @param fatal whether it ends the connection
 * @param description what it says
 */
public record Alert(boolean fatal, AlertDescription description) {
    /** The length in bytes of every alert. */
    public static final int LENGTH = 2;

    private static final int WARNING = 1;
    private static final int FATAL = 2;

    /**
     * Decodes an alert.
     *
     * @throws TlsException if the bytes are no alert; a description that is not known counts as {@code
     *     internal_error}, since the peer meant something that can't be named here
     */
    public static Alert decode(byte[] bytes, int offset, int length) throws TlsException {
        WireReader in = new WireReader(bytes, offset, length, "Alert");
        int level = in.uint8();
        int description = in.uint8();
        in.finish();
        if (level != WARNING && level != FATAL) {
            throw new TlsException(AlertDescription.ILLEGAL_PARAMETER, "Alert: level " + level + " is neither 1 nor 2");
        }
        return new Alert(level == FATAL, AlertDescription.ofCode(description).orElse(AlertDescription.INTERNAL_ERROR));
    }

    /** The alert's two bytes. */
    public byte[] encode() {
        return new byte[] {(byte) (fatal ? FATAL : WARNING), (byte) description.code()};
    }
}
