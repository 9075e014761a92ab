package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;

/**
 * What the issuer says of the server's certificate (RFC 6066 §8).
 *
 * @param ocspResponse an OCSPResponse of RFC 6960 in DER
 */
public record CertificateStatus(byte[] ocspResponse) implements HandshakeMessage {
    /** The status type of OCSP, the only one there is in TLS 1.2 but for that of RFC 6961. */
    static final int OCSP = 1;

    static CertificateStatus decode(WireReader in) throws TlsException {
        int statusType = in.uint8();
        if (statusType != OCSP) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER, "CertificateStatus is of type " + statusType + ", not OCSP");
        }
        int length = in.uint24();
        if (length == 0) {
            throw in.malformed("an empty OCSPResponse");
        }
        return new CertificateStatus(in.opaque(length));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE_STATUS;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.uint8(OCSP);
        int start = out.open(3);
        out.opaque(ocspResponse);
        out.close(start, 3);
    }
}
