package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;

/**
 * The proof that the client has its certificate's key (RFC 5246 §7.4.8).
 *
 * @param signatureScheme a two-byte code
 * @param signature over all handshake messages before this one
 */
public record CertificateVerify(int signatureScheme, byte[] signature) implements HandshakeMessage {
    static CertificateVerify decode(WireReader in) throws TlsException {
        return new CertificateVerify(in.uint16(), in.opaque16(0, 0xffff, "signature"));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_VERIFY;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.uint16(signatureScheme);
        out.opaque16(signature);
    }
}
