package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a handshake does with the key in a peer's certificate (RFC 5246 §7.4.2, §7.4.6). */
public enum KeyUse {
    /** The client encrypts the premaster secret to the server's: static RSA. */
    SERVER_KEY_ENCIPHERMENT("keyEncipherment", 2, "servers", "serverAuth", "1.3.6.1.5.5.7.3.1"),
    /** The server signs its ephemeral key. */
    SERVER_SIGNATURE("digitalSignature", 0, "servers", "serverAuth", "1.3.6.1.5.5.7.3.1"),
    /** The client signs the handshake. */
    CLIENT_SIGNATURE("digitalSignature", 0, "clients", "clientAuth", "1.3.6.1.5.5.7.3.2");

    private static final String ANY_PURPOSE = "2.5.29.37.0";

    private final String usageName;
    private final int usageBit;
    private final String owners;
    private final String purposeName;
    private final String purpose;

    KeyUse(String usageName, int usageBit, String owners, String purposeName, String purpose) {
        this.usageName = usageName;
        this.usageBit = usageBit;
        this.owners = owners;
        this.purposeName = purposeName;
        this.purpose = purpose;
    }

    /** Whether the certificate's key usage, where it says any, allows this use (RFC 5280 §4.2.1.3). */
    public boolean isAllowedBy(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        return usage == null || usage[usageBit];
    }

    /**
     * Returns if the certificate may be used in this way: its key usage, where it says any, allows this use, and
     * its extended key usage, where it says any, allows its owner to be what it is (RFC 5280 §4.2.1.12).
     *
     * @throws TlsException with {@code unsupported_certificate}
     */
    void requireAllowedBy(X509Certificate leaf) throws TlsException {
        if (!isAllowedBy(leaf)) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_CERTIFICATE,
                    "the certificate of "
                            + Printable.subject(leaf)
                            + " has a key usage without "
                            + usageName
                            + ", which this key exchange needs");
        }
        List<String> purposes = purposes(leaf);
        if (purposes != null && !purposes.contains(purpose) && !purposes.contains(ANY_PURPOSE)) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_CERTIFICATE,
                    "the certificate of "
                            + Printable.subject(leaf)
                            + " is not for "
                            + owners
                            + ": its extended key usage has no "
                            + purposeName);
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
