package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The extensions of a ServerHello. */
public final class ServerHelloExtensions {
    private final Builder values;

    private ServerHelloExtensions(Builder values) {
        this.values = values;
    }

    /** Starts with no extension. */
    public static Builder builder() {
        return new Builder();
    }

    static ServerHelloExtensions decode(WireReader in) throws TlsException {
        Builder builder = new Builder();
        ExtensionBlock.decode(in, builder);
        return builder.build();
    }

    /** Whether the server took the name it was asked for (RFC 6066 §3). */
    public boolean serverName() {
        return values.serverName;
    }

    /** The length to which fragments are limited (RFC 6066 §4). */
    public Optional<MaxFragmentLength> maxFragmentLength() {
        return values.maxFragmentLength;
    }

    /** Whether a CertificateStatus may follow (RFC 6066 §8). */
    public boolean statusRequest() {
        return values.statusRequest;
    }

    /** Whether the formats of points are told (RFC 8422 §5.2). */
    public boolean ecPointFormats() {
        return values.ecPointFormats;
    }

    /** The server's choice (RFC 7301). */
    public Optional<String> applicationProtocol() {
        return values.applicationProtocol;
    }

    /** Whether it is used (RFC 7366). */
    public boolean encryptThenMac() {
        return values.encryptThenMac;
    }

    /** Whether it is used (RFC 7627). */
    public boolean extendedMasterSecret() {
        return values.extendedMasterSecret;
    }

    /** Whether a NewSessionTicket will follow (RFC 5077). */
    public boolean sessionTicket() {
        return values.sessionTicket;
    }

    /** The body of renegotiation_info (RFC 5746). */
    public Optional<byte[]> renegotiatedConnection() {
        return values.renegotiatedConnection;
    }

    /** The codes of all others, none of which any client of this engine asks for. */
    public List<Integer> unknownTypes() {
        return values.unknownTypes;
    }

    /** Writes the block, or nothing where it would be empty: RFC 5246 §7.4.1.3 lets both stand. */
    void encode(WireWriter out) {
        int block = out.open(2);
        if (values.serverName) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.SERVER_NAME);
        }
        values.renegotiatedConnection.ifPresent(value -> ExtensionBlock.encodeRenegotiationInfo(out, value));
        if (values.ecPointFormats) {
            ExtensionBlock.encodePointFormats(out);
        }
        if (values.extendedMasterSecret) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.EXTENDED_MASTER_SECRET);
        }
        if (values.encryptThenMac) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.ENCRYPT_THEN_MAC);
        }
        values.maxFragmentLength.ifPresent(length -> length.encode(out));
        if (values.statusRequest) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.STATUS_REQUEST);
        }
        if (values.sessionTicket) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.SESSION_TICKET);
        }
        values.applicationProtocol.ifPresent(name -> ExtensionBlock.encodeProtocolNames(out, List.of(name)));
        if (out.length() == block) {
            out.discard(block, 2);
        } else {
            out.close(block, 2);
        }
    }

    /** Collects extensions, from their values or from the wire. */
    public static final class Builder implements ExtensionBlock.Visitor {
        private boolean serverName;
        private Optional<MaxFragmentLength> maxFragmentLength = Optional.empty();
        private boolean statusRequest;
        private boolean ecPointFormats;
        private Optional<String> applicationProtocol = Optional.empty();
        private boolean encryptThenMac;
        private boolean extendedMasterSecret;
        private boolean sessionTicket;
        private Optional<byte[]> renegotiatedConnection = Optional.empty();
        private List<Integer> unknownTypes = List.of();

        private Builder() {}

        /** See {@link ServerHelloExtensions#serverName()}. */
        public Builder serverName(boolean value) {
            serverName = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#maxFragmentLength()}. */
        public Builder maxFragmentLength(Optional<MaxFragmentLength> value) {
            maxFragmentLength = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#statusRequest()}. */
        public Builder statusRequest(boolean value) {
            statusRequest = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#ecPointFormats()}. */
        public Builder ecPointFormats(boolean value) {
            ecPointFormats = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#applicationProtocol()}. */
        public Builder applicationProtocol(Optional<String> value) {
            applicationProtocol = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#encryptThenMac()}. */
        public Builder encryptThenMac(boolean value) {
            encryptThenMac = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#extendedMasterSecret()}. */
        public Builder extendedMasterSecret(boolean value) {
            extendedMasterSecret = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#sessionTicket()}. */
        public Builder sessionTicket(boolean value) {
            sessionTicket = value;
            return this;
        }

        /** See {@link ServerHelloExtensions#renegotiatedConnection()}. */
        public Builder renegotiatedConnection(Optional<byte[]> value) {
            renegotiatedConnection = value;
            return this;
        }

        /** The finished extensions; the builder is not used afterwards. */
        public ServerHelloExtensions build() {
            return new ServerHelloExtensions(this);
        }

        @Override
        public boolean visit(int type, WireReader body) throws TlsException {
            switch (type) {
                case ExtensionType.SERVER_NAME -> serverName = true;
                case ExtensionType.MAX_FRAGMENT_LENGTH ->
                    maxFragmentLength = Optional.of(MaxFragmentLength.decode(body));
                case ExtensionType.STATUS_REQUEST -> statusRequest = true;
                case ExtensionType.EC_POINT_FORMATS -> ecPointFormats = ExtensionBlock.decodePointFormats(body);
                case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> {
                    List<String> names = ExtensionBlock.decodeProtocolNames(body);
                    if (names.size() != 1) {
                        throw body.malformed("the server chose " + names.size() + " protocols, not one");
                    }
                    applicationProtocol = Optional.of(names.get(0));
                }
                case ExtensionType.ENCRYPT_THEN_MAC -> encryptThenMac = true;
                case ExtensionType.EXTENDED_MASTER_SECRET -> extendedMasterSecret = true;
                case ExtensionType.SESSION_TICKET -> sessionTicket = true;
                case ExtensionType.RENEGOTIATION_INFO ->
                    renegotiatedConnection = Optional.of(body.opaque8(0, 0xff, "renegotiated_connection"));
                default -> {
                    unknownTypes = unknownTypes.isEmpty() ? new ArrayList<>(2) : unknownTypes;
                    unknownTypes.add(type);
                    return false;
                }
            }
            return true;
        }
    }
}
