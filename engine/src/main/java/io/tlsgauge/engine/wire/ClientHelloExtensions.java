package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The extensions of a ClientHello; those not known here are passed over.
 *
 * @param serverName the host that is asked for, in lower case (RFC 6066 §3)
 * @param signatureAlgorithms two-byte codes in the client's order, none where the extension is absent
 *     (RFC 5246 §7.4.1.4.1)
 * @param applicationProtocols in the client's order, none where the extension is absent (RFC 7301)
 * @param extendedMasterSecret whether it is offered (RFC 7627)
 * @param sessionTicket the ticket, of no bytes where the client only says that it takes one (RFC 5077)
 * @param renegotiatedConnection the body of renegotiation_info (RFC 5746)
 * @param supportedVersions two-byte codes in the client's order, none where the extension is absent (RFC
 *     8446 §4.2.1)
 */
public record ClientHelloExtensions(
        Optional<String> serverName,
        int[] signatureAlgorithms,
        List<String> applicationProtocols,
        boolean extendedMasterSecret,
        Optional<byte[]> sessionTicket,
        Optional<byte[]> renegotiatedConnection,
        int[] supportedVersions) {
    private static final int[] NO_CODES = {};
    private static final int HOST_NAME = 0;

    public ClientHelloExtensions {
        applicationProtocols = List.copyOf(applicationProtocols);
    }

    static ClientHelloExtensions decode(WireReader in) throws TlsException {
        Decoder decoder = new Decoder();
        ExtensionBlock.decode(in, decoder);
        return new ClientHelloExtensions(
                decoder.serverName,
                decoder.signatureAlgorithms,
                decoder.applicationProtocols,
                decoder.extendedMasterSecret,
                decoder.sessionTicket,
                decoder.renegotiatedConnection,
                decoder.supportedVersions);
    }

    /** Whether the client names {@code version} among the versions it speaks, or names none. */
    public boolean allowsVersion(int version) {
        for (int supported : supportedVersions) {
            if (supported == version) {
                return true;
            }
        }
        return supportedVersions.length == 0;
    }

    void encode(WireWriter out) {
        int block = out.open(2);
        serverName.ifPresent(name -> encodeServerName(out, name));
        renegotiatedConnection.ifPresent(value -> ExtensionBlock.encodeRenegotiationInfo(out, value));
        if (extendedMasterSecret) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.EXTENDED_MASTER_SECRET);
        }
        if (!applicationProtocols.isEmpty()) {
            ExtensionBlock.encodeProtocolNames(out, applicationProtocols);
        }
        encodeCodes(out, ExtensionType.SIGNATURE_ALGORITHMS, signatureAlgorithms, 2);
        encodeCodes(out, ExtensionType.SUPPORTED_VERSIONS, supportedVersions, 1);
        // The ticket comes last: some servers fail on a last extension without a body (RFC 7685's reason).
        sessionTicket.ifPresent(ticket -> {
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

    private static final class Decoder implements ExtensionBlock.Visitor {
        private Optional<String> serverName = Optional.empty();
        private int[] signatureAlgorithms = NO_CODES;
        private List<String> applicationProtocols = List.of();
        private boolean extendedMasterSecret;
        private Optional<byte[]> sessionTicket = Optional.empty();
        private Optional<byte[]> renegotiatedConnection = Optional.empty();
        private int[] supportedVersions = NO_CODES;

        @Override
        public boolean visit(int type, WireReader body) throws TlsException {
            switch (type) {
                case ExtensionType.SERVER_NAME -> serverName = decodeServerName(body);
                case ExtensionType.SIGNATURE_ALGORITHMS ->
                    signatureAlgorithms = body.uint16Vector16("supported_signature_algorithms");
                case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION ->
                    applicationProtocols = ExtensionBlock.decodeProtocolNames(body);
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
