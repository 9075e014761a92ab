package io.tlsgauge.engine.alert;

import java.util.Locale;
import java.util.Optional;

/** The alert descriptions of RFC 5246 §7.2.2, 5746, 6066, 7301 and 8446 §6, with their codes. */
public enum AlertDescription {
    CLOSE_NOTIFY(0),
    UNEXPECTED_MESSAGE(10),
    BAD_RECORD_MAC(20),
    RECORD_OVERFLOW(22),
    HANDSHAKE_FAILURE(40),
    BAD_CERTIFICATE(42),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    ACCESS_DENIED(49),
    DECODE_ERROR(50),
    DECRYPT_ERROR(51),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INTERNAL_ERROR(80),
    INAPPROPRIATE_FALLBACK(86),
    USER_CANCELED(90),
    NO_RENEGOTIATION(100),
    MISSING_EXTENSION(109),
    UNSUPPORTED_EXTENSION(110),
    UNRECOGNIZED_NAME(112),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    UNKNOWN_PSK_IDENTITY(115),
    CERTIFICATE_REQUIRED(116),
    NO_APPLICATION_PROTOCOL(120);

    private static final AlertDescription[] BY_CODE = new AlertDescription[256];

    static {
        for (AlertDescription description : values()) {
            BY_CODE[description.code] = description;
        }
    }

    private final int code;

    AlertDescription(int code) {
        this.code = code;
    }

    /** The alert's code on the wire, 0 to 255. */
    public int code() {
        return code;
    }

    /** The description with this code, or empty where no RFC known here gives it a name. */
    public static Optional<AlertDescription> ofCode(int code) {
        return code < 0 || code > 255 ? Optional.empty() : Optional.ofNullable(BY_CODE[code]);
    }

    /** The name as the RFC writes it, such as {@code bad_record_mac}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
