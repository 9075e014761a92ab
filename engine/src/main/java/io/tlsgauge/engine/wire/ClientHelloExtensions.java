package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The extensions of a ClientHello; those not known here, GREASE's among them (RFC 8701), are passed over. */
public final class ClientHelloExtensions {
    private static final int HOST_NAME = 0;

    private final Builder values;

    private ClientHelloExtensions(Builder values) {
        this.values = values;
    }

    /** Starts with no extension. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts with these extensions. */
    public Builder toBuilder() {
        return new Builder(values);
    }

    static ClientHelloExtensions decode(WireReader in) throws TlsException {
        Builder builder = new Builder();
        ExtensionBlock.decode(in, builder);
        return builder.build();
    }

    /** The host that is asked for, in lower case (RFC 6066 §3). */
    public Optional<String> serverName() {
        return values.serverName;
    }

    /** The length to which fragments are to be limited (RFC 6066 §4). */
    public Optional<MaxFragmentLength> maxFragmentLength() {
        return values.maxFragmentLength;
    }

    /** Whether the status of the server's certificate is asked for, as OCSP tells it (RFC 6066 §8). */
    public boolean statusRequest() {
        return values.statusRequest;
    }

    /** Two-byte codes in the client's order, none where the extension is absent (RFC 8422 §5.1.1). */
    public int[] supportedGroups() {
        return values.supportedGroups;
    }

    /** Whether the formats of points are told, of which the uncompressed is always one (RFC 8422 §5.1.2). */
    public boolean ecPointFormats() {
        return values.ecPointFormats;
    }

    /** Two-byte codes in the client's order, none where the extension is absent (RFC 5246 §7.4.1.4.1). */
    public int[] signatureAlgorithms() {
        return values.signatureAlgorithms;
    }

    /** In the client's order, none where the extension is absent (RFC 7301). */
    public List<String> applicationProtocols() {
        return values.applicationProtocols;
    }

    /** Whether it is offered (RFC 7366). */
    public boolean encryptThenMac() {
        return values.encryptThenMac;
    }

    /** Whether it is offered (RFC 7627). */
    public boolean extendedMasterSecret() {
        return values.extendedMasterSecret;
    }

    /** The ticket, of no bytes where the client only says that it takes one (RFC 5077). */
    public Optional<byte[]> sessionTicket() {
        return values.sessionTicket;
    }

    /** Whether a ticket is offered, and not only asked for. */
    public boolean offersTicket() {
        return values.sessionTicket.isPresent() && values.sessionTicket.get().length > 0;
    }

    /** The body of renegotiation_info (RFC 5746). */
    public Optional<byte[]> renegotiatedConnection() {
        return values.renegotiatedConnection;
    }

    /** Whether the client names {@code version} among the versions it speaks (RFC 8446 §4.2.1), or names none. */
    public boolean allowsVersion(int version) {
        for (int supported : values.supportedVersions) {
            if (supported == version) {
                return true;
            }
        }
        return values.supportedVersions.length == 0;
    }

    void encode(WireWriter out) {
        int block = out.open(2);
        values.serverName.ifPresent(name -> encodeServerName(out, name));
        values.renegotiatedConnection.ifPresent(value -> ExtensionBlock.encodeRenegotiationInfo(out, value));
        if (values.extendedMasterSecret) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.EXTENDED_MASTER_SECRET);
        }
        if (values.encryptThenMac) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.ENCRYPT_THEN_MAC);
        }
        values.maxFragmentLength.ifPresent(length -> length.encode(out));
        if (values.statusRequest) {
            encodeStatusRequest(out);
        }
        if (!values.applicationProtocols.isEmpty()) {
            ExtensionBlock.encodeProtocolNames(out, values.applicationProtocols);
        }
        encodeCodes(out, ExtensionType.SUPPORTED_GROUPS, values.supportedGroups, 2);
        if (values.ecPointFormats) {
            ExtensionBlock.encodePointFormats(out);
        }
        encodeCodes(out, ExtensionType.SIGNATURE_ALGORITHMS, values.signatureAlgorithms, 2);
        encodeCodes(out, ExtensionType.SUPPORTED_VERSIONS, values.supportedVersions, 1);
        // The ticket comes last: some servers fail on a last extension without a body (RFC 7685's reason).
        values.sessionTicket.ifPresent(ticket -> {
            int body = ExtensionBlock.begin(out, ExtensionType.SESSION_TICKET);
            out.opaque(ticket);
            out.close(body, 2);
        });
        out.close(block, 2);
    }

    private static void encodeServerName(WireWriter out, String name) {
        int body = ExtensionBlock.begin(out, ExtensionType.SERVER_NAME);
        int list = out.open(2);
        out.uint8(HOST_NAME);
        out.opaque16(name.getBytes(StandardCharsets.US_ASCII));
        out.close(list, 2);
        out.close(body, 2);
    }

    /** OCSP, from any responder, with no extensions of its own. */
    private static void encodeStatusRequest(WireWriter out) {
        int body = ExtensionBlock.begin(out, ExtensionType.STATUS_REQUEST);
        out.uint8(CertificateStatus.OCSP);
        out.uint16(0);
        out.uint16(0);
        out.close(body, 2);
    }

    private static void encodeCodes(WireWriter out, int type, int[] codes, int lengthWidth) {
        if (codes.length == 0) {
            return;
        }
        int body = ExtensionBlock.begin(out, type);
        int list = out.open(lengthWidth);
        for (int code : codes) {
            out.uint16(code);
        }
        out.close(list, lengthWidth);
        out.close(body, 2);
    }

    /** Collects extensions, from their values or from the wire. */
    public static final class Builder implements ExtensionBlock.Visitor {
        private static final int[] NO_CODES = {};

        private Optional<String> serverName = Optional.empty();
        private Optional<MaxFragmentLength> maxFragmentLength = Optional.empty();
        private boolean statusRequest;
        private int[] supportedGroups = NO_CODES;
        private boolean ecPointFormats;
        private int[] signatureAlgorithms = NO_CODES;
        private List<String> applicationProtocols = List.of();
        private boolean encryptThenMac;
        private boolean extendedMasterSecret;
        private Optional<byte[]> sessionTicket = Optional.empty();
        private Optional<byte[]> renegotiatedConnection = Optional.empty();
        private int[] supportedVersions = NO_CODES;

        private Builder() {}

        private Builder(Builder other) {
            serverName = other.serverName;
            maxFragmentLength = other.maxFragmentLength;
            statusRequest = other.statusRequest;
            supportedGroups = other.supportedGroups;
            ecPointFormats = other.ecPointFormats;
            signatureAlgorithms = other.signatureAlgorithms;
            applicationProtocols = other.applicationProtocols;
            encryptThenMac = other.encryptThenMac;
            extendedMasterSecret = other.extendedMasterSecret;
            sessionTicket = other.sessionTicket;
            renegotiatedConnection = other.renegotiatedConnection;
            supportedVersions = other.supportedVersions;
        }

        /** See {@link ClientHelloExtensions#serverName()}. */
        public Builder serverName(Optional<String> value) {
            serverName = value;
            return this;
        }

        /** See {@link ClientHelloExtensions#maxFragmentLength()}. */
        public Builder maxFragmentLength(Optional<MaxFragmentLength> value) {
            maxFragmentLength = value;
            return this;
        }

        /** See {@link ClientHelloExtensions#statusRequest()}. */
        public Builder statusRequest(boolean value) {
            statusRequest = value;
            return this;
        }

        /** The groups, and that points are not compressed; neither where there are none. */
        public Builder supportedGroups(int... codes) {
            supportedGroups = codes;
            ecPointFormats = codes.length > 0;
            return this;
        }

        /** See {@link ClientHelloExtensions#signatureAlgorithms()}. */
        public Builder signatureAlgorithms(int... codes) {
            signatureAlgorithms = codes;
            return this;
        }

        /** See {@link ClientHelloExtensions#applicationProtocols()}. */
        public Builder applicationProtocols(List<String> value) {
            applicationProtocols = List.copyOf(value);
            return this;
        }

        /** See {@link ClientHelloExtensions#encryptThenMac()}. */
        public Builder encryptThenMac(boolean value) {
            encryptThenMac = value;
            return this;
        }

        /** See {@link ClientHelloExtensions#extendedMasterSecret()}. */
        public Builder extendedMasterSecret(boolean value) {
            extendedMasterSecret = value;
            return this;
        }

        /** See {@link ClientHelloExtensions#sessionTicket()}. */
        public Builder sessionTicket(Optional<byte[]> value) {
            sessionTicket = value;
            return this;
        }

        /** See {@link ClientHelloExtensions#renegotiatedConnection()}. */
        public Builder renegotiatedConnection(Optional<byte[]> value) {
            renegotiatedConnection = value;
            return this;
        }

        /** See {@link ClientHelloExtensions#allowsVersion}. */
        public Builder supportedVersions(int... codes) {
            supportedVersions = codes;
            return this;
        }

        /** The finished extensions; the builder is not used afterwards. */
        public ClientHelloExtensions build() {
            return new ClientHelloExtensions(this);
        }

        @Override
        public boolean visit(int type, WireReader body) throws TlsException {
            switch (type) {
                case ExtensionType.SERVER_NAME -> serverName = decodeServerName(body);
                case ExtensionType.MAX_FRAGMENT_LENGTH ->
                    maxFragmentLength = Optional.of(MaxFragmentLength.decode(body));
                case ExtensionType.STATUS_REQUEST -> decodeStatusRequest(body);
                case ExtensionType.SUPPORTED_GROUPS -> supportedGroups = body.uint16Vector16("named_group_list");
                case ExtensionType.EC_POINT_FORMATS -> ecPointFormats = ExtensionBlock.decodePointFormats(body);
                case ExtensionType.SIGNATURE_ALGORITHMS ->
                    signatureAlgorithms = body.uint16Vector16("supported_signature_algorithms");
                case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION ->
                    applicationProtocols = ExtensionBlock.decodeProtocolNames(body);
                case ExtensionType.ENCRYPT_THEN_MAC -> encryptThenMac = true;
                case ExtensionType.EXTENDED_MASTER_SECRET -> extendedMasterSecret = true;
                case ExtensionType.SESSION_TICKET -> sessionTicket = Optional.of(body.opaque(body.remaining()));
                case ExtensionType.RENEGOTIATION_INFO ->
                    renegotiatedConnection = Optional.of(body.opaque8(0, 0xff, "renegotiated_connection"));
                case ExtensionType.SUPPORTED_VERSIONS -> supportedVersions = body.uint16Vector8("versions");
                default -> {
                    return false;
                }
            }
            return true;
        }

        /** A type other than OCSP is passed over, as one the server does not support. */
        private void decodeStatusRequest(WireReader body) throws TlsException {
            statusRequest = body.uint8() == CertificateStatus.OCSP;
            if (statusRequest) {
                body.opaque16(0, 0xffff, "responder_id_list");
                body.opaque16(0, 0xffff, "request_extensions");
            } else {
                body.opaque(body.remaining());
            }
        }

        private static Optional<String> decodeServerName(WireReader body) throws TlsException {
            WireReader list = body.slice(body.uint16(), "ServerNameList");
            Optional<String> name = Optional.empty();
            do {
                int nameType = list.uint8();
                byte[] value = list.opaque16(1, 0xffff, "ServerName");
                if (nameType == HOST_NAME) {
                    if (name.isPresent()) {
                        throw new TlsException(AlertDescription.ILLEGAL_PARAMETER, "two host names in server_name");
                    }
                    name = Optional.of(hostName(value));
                }
            } while (list.remaining() > 0);
            return name;
        }

        private static String hostName(byte[] value) throws TlsException {
            boolean ascii = value.length <= 255;
            for (byte character : value) {
                ascii &= character > ' ' && character < 0x7f;
            }
            if (!ascii) {
                throw new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER,
                        "server_name is not a host name of at most 255 ASCII characters");
            }
            return new String(value, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
        }
    }
}
