package io.tlsgauge.engine.wire;

/** Protocol versions as they stand on the wire, two bytes (RFC 5246 §6.2.1, RFC 8446 §4.2.1). */
public final class ProtocolVersion {
    public static final int SSL_3_0 = 0x0300;
    public static final int TLS_1_0 = 0x0301;
    public static final int TLS_1_1 = 0x0302;
    public static final int TLS_1_2 = 0x0303;
    public static final int TLS_1_3 = 0x0304;

    private ProtocolVersion() {}

    /** A version's usual name, such as {@code TLS 1.2}, or its hexadecimal code where it has none. */
    public static String name(int version) {
        return switch (version) {
            case SSL_3_0 -> "SSL 3.0";
            case TLS_1_0 -> "TLS 1.0";
            case TLS_1_1 -> "TLS 1.1";
            case TLS_1_2 -> "TLS 1.2";
            case TLS_1_3 -> "TLS 1.3";
            default -> String.format("version 0x%04x", version);
        };
    }
}
