package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a key exchange does with the key in the server's certificate (RFC 5246 §7.4.2). */
enum KeyUse {
    /** The client encrypts the pre-master secret to it: static RSA. */
    KEY_ENCIPHERMENT("keyEncipherment", 2);

    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final String extensionName;
    private final int bit;

    KeyUse(String extensionName, int bit) {
        this.extensionName = extensionName;
        this.bit = bit;
    }

    /**
     * Returns if the certificate may be used in this way by a server: its key usage, where it says
     * any, allows this use (RFC 5280 §4.2.1.3), and its extended key usage, where it says any, allows
     * server authentication (§4.2.1.12).
     *
     * @throws TlsException with {@code unsupported_certificate}
     */
    void requireAllowedBy(X509Certificate leaf) throws TlsException {
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[bit]) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_CERTIFICATE,
                    "the certificate of "
                            + Printable.subject(leaf)
                            + " has a key usage without "
                            + extensionName
                            + ", which this key exchange needs");
        }
        List<String> purposes = purposes(leaf);
        if (purposes != null && !purposes.contains(SERVER_AUTH) && !purposes.contains(ANY_PURPOSE)) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_CERTIFICATE,
                    "the certificate of "
                            + Printable.subject(leaf)
                            + " is not for servers: its extended key usage has no serverAuth");
        }
    }

    private static List<String> purposes(X509Certificate leaf) throws TlsException {
        try {
            return leaf.getExtendedKeyUsage();
        } catch (CertificateParsingException e) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE,
                    "the extended key usage of the certificate of " + Printable.subject(leaf) + " cannot be read",
                    e);
        }
    }
}
