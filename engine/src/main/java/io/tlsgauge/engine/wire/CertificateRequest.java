package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;
import java.util.ArrayList;
import java.util.List;

/**
 * The server's wish for the client's certificate (RFC 5246 §7.4.4).
 *
 * @param certificateTypes one-byte codes of ClientCertificateType
 * @param signatureAlgorithms two-byte codes in the server's order
 * @param certificateAuthorities distinguished names in DER, none where any authority will do
 */
public record CertificateRequest(
        byte[] certificateTypes, int[] signatureAlgorithms, List<byte[]> certificateAuthorities)
        implements HandshakeMessage {
    /** The ClientCertificateType of an RSA key that signs (RFC 5246 §7.4.4). */
    public static final byte RSA_SIGN = 1;

    /** The ClientCertificateType of an ECDSA key (RFC 8422 §5.5). */
    public static final byte ECDSA_SIGN = 64;

    public CertificateRequest {
        certificateAuthorities = List.copyOf(certificateAuthorities);
    }

    static CertificateRequest decode(WireReader in) throws TlsException {
        byte[] types = in.opaque8(1, 0xff, "certificate_types");
        int[] algorithms = in.uint16Vector16("supported_signature_algorithms");
        WireReader list = in.slice(in.uint16(), "certificate_authorities");
        List<byte[]> authorities = new ArrayList<>();
        while (list.remaining() > 0) {
            authorities.add(list.opaque16(1, 0xffff, "DistinguishedName"));
        }
        return new CertificateRequest(types, algorithms, authorities);
    }

    /** Whether a client's key of this ClientCertificateType will do. */
    public boolean accepts(byte certificateType) {
        for (byte type : certificateTypes) {
            if (type == certificateType) {
                return true;
            }
        }
        return false;
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_REQUEST;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque8(certificateTypes);
        out.uint16(signatureAlgorithms.length * 2);
        for (int algorithm : signatureAlgorithms) {
            out.uint16(algorithm);
        }
        int list = out.open(2);
        certificateAuthorities.forEach(out::opaque16);
        out.close(list, 2);
    }
}
