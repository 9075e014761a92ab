package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate chain (RFC 5246 §7.4.2), the message named Certificate.
 *
 * @param chain each certificate's DER encoding, the sender's own first; empty where a client has none
 */
public record CertificateMessage(List<byte[]> chain) implements HandshakeMessage {
    /** The most certificates that are taken from a peer. */
    public static final int MAX_CERTIFICATES = 16;

    public CertificateMessage {
        chain = List.copyOf(chain);
    }

    static CertificateMessage decode(WireReader in) throws TlsException {
        WireReader list = in.slice(in.uint24(), "certificate_list");
        List<byte[]> chain = new ArrayList<>(4);
        while (list.remaining() > 0) {
            if (chain.size() == MAX_CERTIFICATES) {
                throw list.malformed("more than " + MAX_CERTIFICATES + " certificates");
            }
            int length = list.uint24();
            if (length == 0) {
                throw list.malformed("an empty certificate");
            }
            chain.add(list.opaque(length));
        }
        return new CertificateMessage(chain);
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.CERTIFICATE;
    }

    @Override
    public void encodeBody(WireWriter out) {
        int list = out.open(3);
        for (byte[] certificate : chain) {
            int start = out.open(3);
            out.opaque(certificate);
            out.close(start, 3);
        }
        out.close(list, 3);
    }
}
