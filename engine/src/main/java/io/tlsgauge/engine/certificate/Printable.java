package io.tlsgauge.engine.certificate;

import java.security.cert.X509Certificate;

/**
 * Text from a certificate made fit for a message: what stands in a certificate that nobody vouches for
 * yet may be long, and may hold line ends meant for a log.
 */
final class Printable {
    private static final int MAX_LENGTH = 120;

    private Printable() {}

    /** The certificate's subject. */
    static String subject(X509Certificate certificate) {
        String name = certificate.getSubjectX500Principal().getName();
        return name.isEmpty() ? "(no subject)" : text(name);
    }

    /** The certificate's issuer. */
    static String issuer(X509Certificate certificate) {
        return text(certificate.getIssuerX500Principal().getName());
    }

    /** Printable characters as they are, others as question marks, cut off where it grows too long. */
    static String text(String text) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return text.length() > MAX_LENGTH ? printable + "..." : printable.toString();
    }
}
