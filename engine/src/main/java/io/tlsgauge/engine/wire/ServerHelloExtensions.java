package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extensions of a ServerHello.
 *
 * @param serverName whether the server took the name it was asked for (RFC 6066 §3)
 * @param applicationProtocol the server's choice (RFC 7301)
 * @param extendedMasterSecret whether it is used (RFC 7627)
 * @param sessionTicket whether a NewSessionTicket will follow (RFC 5077)
 * @param renegotiatedConnection the body of renegotiation_info (RFC 5746)
 * @param unknownTypes the codes of all others, none of which any client of this engine asks for
 */
public record ServerHelloExtensions(
        boolean serverName,
        Optional<String> applicationProtocol,
        boolean extendedMasterSecret,
        boolean sessionTicket,
        Optional<byte[]> renegotiatedConnection,
        List<Integer> unknownTypes) {
    public ServerHelloExtensions {
        unknownTypes = List.copyOf(unknownTypes);
    }

    static ServerHelloExtensions decode(WireReader in) throws TlsException {
        Decoder decoder = new Decoder();
        ExtensionBlock.decode(in, decoder);
        return new ServerHelloExtensions(
                decoder.serverName,
                decoder.applicationProtocol,
                decoder.extendedMasterSecret,
                decoder.sessionTicket,
                decoder.renegotiatedConnection,
                decoder.unknownTypes);
    }

    /** Writes the block, or nothing where it would be empty: RFC 5246 §7.4.1.3 lets both stand. */
    void encode(WireWriter out) {
        int block = out.open(2);
        if (serverName) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.SERVER_NAME);
        }
        renegotiatedConnection.ifPresent(value -> ExtensionBlock.encodeRenegotiationInfo(out, value));
        if (extendedMasterSecret) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.EXTENDED_MASTER_SECRET);
        }
        if (sessionTicket) {
            ExtensionBlock.encodeEmpty(out, ExtensionType.SESSION_TICKET);
        }
        applicationProtocol.ifPresent(name -> ExtensionBlock.encodeProtocolNames(out, List.of(name)));
        if (out.length() == block) {
            out.discard(block, 2);
        } else {
            out.close(block, 2);
        }
    }

    private static final class Decoder implements ExtensionBlock.Visitor {
        private boolean serverName;
        private Optional<String> applicationProtocol = Optional.empty();
        private boolean extendedMasterSecret;
        private boolean sessionTicket;
        private Optional<byte[]> renegotiatedConnection = Optional.empty();
        private List<Integer> unknownTypes = List.of();

        @Override
        public boolean visit(int type, WireReader body) throws TlsException {
            switch (type) {
                case ExtensionType.SERVER_NAME -> serverName = true;
                case ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION -> {
                    List<String> names = ExtensionBlock.decodeProtocolNames(body);
                    if (names.size() != 1) {
                        throw body.malformed("the server chose " + names.size() + " protocols, not one");
                    }
                    applicationProtocol = Optional.of(names.get(0));
                }
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
