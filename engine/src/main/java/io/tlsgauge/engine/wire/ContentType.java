package io.tlsgauge.engine.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a record carries (RFC 5246 §6.2.1). */
public enum ContentType {
    CHANGE_CIPHER_SPEC(20),
    ALERT(21),
    HANDSHAKE(22),
    APPLICATION_DATA(23);

    // The same for every record: an Optional of its own would be made for each.
    private static final List<Optional<ContentType>> BY_CODE = IntStream.range(0, 256)
            .mapToObj(code ->
                    Arrays.stream(values()).filter(type -> type.code == code).findFirst())
            .toList();

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
        return BY_CODE.get(code & 0xff);
    }
}
