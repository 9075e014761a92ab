package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.util.Optional;

/** The lengths to which a client may ask that fragments be limited (RFC 6066 §4). */
public enum MaxFragmentLength {
    /** 512 bytes. */
    BYTES_512(1, 1 << 9),
    /** 1024 bytes. */
    BYTES_1024(2, 1 << 10),
    /** 2048 bytes. */
    BYTES_2048(3, 1 << 11),
    /** 4096 bytes. */
    BYTES_4096(4, 1 << 12);

    private final int code;
    private final int bytes;

    MaxFragmentLength(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The code on the wire, one byte. */
    public int code() {
        return code;
    }

    /** The most bytes of plaintext in a record. */
    public int bytes() {
        return bytes;
    }

    static MaxFragmentLength decode(WireReader in) throws TlsException {
        int code = in.uint8();
        return ofCode(code)
                .orElseThrow(() -> new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER, "max_fragment_length is " + code + ", not 1 to 4"));
    }

    /** The length with this code, or empty where there is none. */
    public static Optional<MaxFragmentLength> ofCode(int code) {
        return code < 1 || code > values().length ? Optional.empty() : Optional.of(values()[code - 1]);
    }

    void encode(WireWriter out) {
        int body = ExtensionBlock.begin(out, ExtensionType.MAX_FRAGMENT_LENGTH);
        out.uint8(code);
        out.close(body, 2);
    }
}
