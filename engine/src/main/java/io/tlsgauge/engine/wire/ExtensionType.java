package io.tlsgauge.engine.wire;

/** The codes of the extensions that the engine knows. */
public final class ExtensionType {
    /** RFC 6066 §3. */
    public static final int SERVER_NAME = 0;
    /** RFC 6066 §4. */
    public static final int MAX_FRAGMENT_LENGTH = 1;
    /** RFC 6066 §8. */
    public static final int STATUS_REQUEST = 5;
    /** RFC 8422 §5.1.1. */
    public static final int SUPPORTED_GROUPS = 10;
    /** RFC 8422 §5.1.2. */
    public static final int EC_POINT_FORMATS = 11;
    /** RFC 5246 §7.4.1.4.1. */
    public static final int SIGNATURE_ALGORITHMS = 13;
    /** RFC 7301. */
    public static final int APPLICATION_LAYER_PROTOCOL_NEGOTIATION = 16;
    /** RFC 7366. */
    public static final int ENCRYPT_THEN_MAC = 22;
    /** RFC 7627. */
    public static final int EXTENDED_MASTER_SECRET = 23;
    /** RFC 5077. */
    public static final int SESSION_TICKET = 35;
    /** RFC 8446 §4.2.1. */
    public static final int SUPPORTED_VERSIONS = 43;
    /** RFC 5746. */
    public static final int RENEGOTIATION_INFO = 0xff01;

    private ExtensionType() {}

    /** The extension's name as the RFCs write it, for messages; the same string each time. */
    static String name(int type) {
        return switch (type) {
            case SERVER_NAME -> "server_name";
            case MAX_FRAGMENT_LENGTH -> "max_fragment_length";
            case STATUS_REQUEST -> "status_request";
            case SUPPORTED_GROUPS -> "supported_groups";
            case EC_POINT_FORMATS -> "ec_point_formats";
            case SIGNATURE_ALGORITHMS -> "signature_algorithms";
            case APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> "application_layer_protocol_negotiation";
            case ENCRYPT_THEN_MAC -> "encrypt_then_mac";
            case EXTENDED_MASTER_SECRET -> "extended_master_secret";
            case SESSION_TICKET -> "session_ticket";
            case SUPPORTED_VERSIONS -> "supported_versions";
            case RENEGOTIATION_INFO -> "renegotiation_info";
            default -> "an extension";
        };
    }
}
