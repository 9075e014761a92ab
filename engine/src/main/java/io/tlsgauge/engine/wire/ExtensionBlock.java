package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the extensions of both Hellos share: the block around them, and each once at the most. */
final class ExtensionBlock {
    private static final byte UNCOMPRESSED = 0;
    private static final String EXTENSIONS = "extensions";

    /** Takes one extension; the body must be read to its end, or not at all where it is not known. */
    interface Visitor {
        boolean visit(int type, WireReader body) throws TlsException;
    }

    private ExtensionBlock() {}

    /** Reads the block at the end of a Hello, which may be absent altogether (RFC 5246 §7.4.1.2). */
    static void decode(WireReader in, Visitor visitor) throws TlsException {
        if (in.remaining() == 0) {
            return;
        }
        String hello = in.structure();
        int helloEnd = in.enter(in.uint16(), EXTENSIONS);
        long seenLow = 0;
        int firstHigh = -1;
        Set<Integer> seenHigh = null;
        while (in.remaining() > 0) {
            int type = in.uint16();
            boolean repeated;
            if (type < Long.SIZE) {
                repeated = (seenLow & 1L << type) != 0;
                seenLow |= 1L << type;
            } else if (firstHigh < 0) {
                // Nearly always renegotiation_info, and the only one.
                firstHigh = type;
                repeated = false;
            } else {
                seenHigh = seenHigh == null ? new HashSet<>(4) : seenHigh;
                repeated = type == firstHigh || !seenHigh.add(type);
            }
            if (repeated) {
                throw new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER, "extension " + type + " appears more than once");
            }
            int outerEnd = in.enter(in.uint16(), ExtensionType.name(type));
            if (visitor.visit(type, in)) {
                in.finish();
            }
            in.leave(outerEnd, EXTENSIONS);
        }
        in.leave(helloEnd, hello);
    }

    /** Protocol names of RFC 7301 §3.1, of which each byte is taken for a character. */
    static List<String> decodeProtocolNames(WireReader body) throws TlsException {
        WireReader list = body.slice(body.uint16(), "ProtocolNameList");
        List<String> names = new ArrayList<>(2);
        do {
            names.add(new String(list.opaque8(1, 0xff, "ProtocolName"), StandardCharsets.ISO_8859_1));
        } while (list.remaining() > 0);
        return names;
    }

    static void encodeProtocolNames(WireWriter out, List<String> names) {
        int body = begin(out, ExtensionType.APPLICATION_LAYER_PROTOCOL_NEGOTIATION);
        int list = out.open(2);
        for (String name : names) {
            out.opaque8(name.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.close(list, 2);
        out.close(body, 2);
    }

    /** The point formats of RFC 8422 §5.1.2, which must hold the uncompressed one. */
    static boolean decodePointFormats(WireReader body) throws TlsException {
        byte[] formats = body.opaque8(1, 0xff, "ec_point_format_list");
        for (byte format : formats) {
            if (format == UNCOMPRESSED) {
                return true;
            }
        }
        throw new TlsException(AlertDescription.ILLEGAL_PARAMETER, "ec_point_formats lacks the uncompressed format");
    }

    static void encodePointFormats(WireWriter out) {
        int body = begin(out, ExtensionType.EC_POINT_FORMATS);
        out.uint8(1);
        out.uint8(UNCOMPRESSED);
        out.close(body, 2);
    }

    static void encodeRenegotiationInfo(WireWriter out, byte[] renegotiatedConnection) {
        int body = begin(out, ExtensionType.RENEGOTIATION_INFO);
        out.opaque8(renegotiatedConnection);
        out.close(body, 2);
    }

    static void encodeEmpty(WireWriter out, int type) {
        out.uint16(type);
        out.uint16(0);
    }

    /** Writes an extension's type and opens its body, which the caller closes with a width of 2. */
    static int begin(WireWriter out, int type) {
        out.uint16(type);
        return out.open(2);
    }
}
