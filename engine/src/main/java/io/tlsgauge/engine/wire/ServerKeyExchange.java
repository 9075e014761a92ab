package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;

/**
 * The server's ephemeral ECDH key and its signature (RFC 8422 §5.4).
 *
 * @param namedGroup a two-byte code
 * @param publicKey 1 to 255 bytes
 * @param signatureScheme a two-byte code
 * @param signature over both randoms and {@link #parameters()}
 */
public record ServerKeyExchange(int namedGroup, byte[] publicKey, int signatureScheme, byte[] signature)
        implements HandshakeMessage {
    private static final int NAMED_CURVE = 3;

    static ServerKeyExchange decode(WireReader in) throws TlsException {
        int curveType = in.uint8();
        if (curveType != NAMED_CURVE) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "ServerKeyExchange has curve type " + curveType + ", not named_curve");
        }
        return new ServerKeyExchange(
                in.uint16(), in.opaque8(1, 0xff, "public"), in.uint16(), in.opaque16(0, 0xffff, "signature"));
    }

    /** The part that is signed, ServerECDHParams. */
    public byte[] parameters() {
        return parameters(namedGroup, publicKey);
    }

    /** The part that is signed, before there is a signature. */
    public static byte[] parameters(int namedGroup, byte[] publicKey) {
        WireWriter out = new WireWriter(4 + publicKey.length);
        encodeParameters(out, namedGroup, publicKey);
        return out.toByteArray();
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_KEY_EXCHANGE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        encodeParameters(out, namedGroup, publicKey);
        out.uint16(signatureScheme);
        out.opaque16(signature);
    }

    private static void encodeParameters(WireWriter out, int namedGroup, byte[] publicKey) {
        out.uint8(NAMED_CURVE);
        out.uint16(namedGroup);
        out.opaque8(publicKey);
    }
}
