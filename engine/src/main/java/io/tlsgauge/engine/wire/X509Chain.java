package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates from and to their DER encodings (RFC 5280 §4.1). */
public final class X509Chain {
    private X509Chain() {}

    /**
     * Reads certificates.
     *
     * @throws TlsException with {@code bad_certificate} if one can't be read
     */
    public static List<X509Certificate> decode(List<byte[]> encoded) throws TlsException {
        List<X509Certificate> chain = new ArrayList<>(encoded.size());
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] certificate : encoded) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)));
            }
        } catch (CertificateException e) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE, "Certificate holds one that can't be read: " + e.getMessage(), e);
        }
        return chain;
    }

    /**
     * Writes certificates.
     *
     * @throws IllegalArgumentException if one can't be encoded
     */
    public static List<byte[]> encode(List<X509Certificate> chain) {
        List<byte[]> encoded = new ArrayList<>(chain.size());
        try {
            for (X509Certificate certificate : chain) {
                encoded.add(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate of the chain can't be encoded: " + e.getMessage(), e);
        }
        return encoded;
    }
}
