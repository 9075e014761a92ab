package io.tlsgauge.engine.wire;

import java.util.Optional;

/** What a record carries (RFC 5246 §6.2.1). */
public enum ContentType {
    CHANGE_CIPHER_SPEC(20),
    ALERT(21),
    HANDSHAKE(22),
    APPLICATION_DATA(23);

    private final int code;

    ContentType(int code) {
        this.code = code;
    }

    /** The type's code on the wire, one byte. */
    public int code() {
        return code;
    }

    /** The type with this code, or empty where there is none. */
    public static Optional<ContentType> ofCode(int code) {
        return switch (code) {
            case 20 -> Optional.of(CHANGE_CIPHER_SPEC);
            case 21 -> Optional.of(ALERT);
            case 22 -> Optional.of(HANDSHAKE);
            case 23 -> Optional.of(APPLICATION_DATA);
            default -> Optional.empty();
        };
    }
}
