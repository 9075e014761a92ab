package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Verifies a server's chain with the JDK's PKIX (RFC 5280 §6), then its use for static RSA and the host's
 * name. Certificates are put in order first, and those that lead nowhere are left out, as RFC 8446 §4.4.2
 * advises.
 */
public final class PkixVerifier implements ServerCertificateVerifier {
    private static final int KEY_ENCIPHERMENT = 2;
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_EXTENDED_KEY_USAGE = "2.5.29.37.0";

    private final Set<X509Certificate> roots;
    private final Set<TrustAnchor> anchors;

    private PkixVerifier(Set<X509Certificate> roots) {
        this.roots = roots;
        this.anchors = new HashSet<>();
        roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
    }

    /**
     * Trusts these certificates.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static PkixVerifier of(Collection<X509Certificate> roots) {
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("a verifier needs at least one trusted certificate");
        }
        return new PkixVerifier(Set.copyOf(roots));
    }

    /**
     * Trusts what the JDK's default trust store holds.
     *
     * @throws IllegalStateException if it can't be read
     */
    public static PkixVerifier systemDefault() {
        Set<X509Certificate> trusted = new HashSet<>();
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    trusted.addAll(List.of(x509.getAcceptedIssuers()));
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK's trust store can't be read: " + e.getMessage(), e);
        }
        return of(trusted);
    }

    @Override
    public void verify(List<X509Certificate> chain, String host, Instant at) throws TlsException {
        X509Certificate leaf = chain.get(0);
        requireServerUse(leaf);
        try {
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(inOrder(chain));
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(false);
            if (!path.getCertificates().isEmpty()) {
                CertPathValidator.getInstance("PKIX").validate(path, parameters);
            }
        } catch (CertPathValidatorException e) {
            throw refused(e, leaf);
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE, "the chain of " + name(leaf) + ": " + e.getMessage(), e);
        }
        if (!new HostName(host).isNamedBy(leaf)) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE,
                    "the certificate of " + name(leaf) + " is not for " + host + " but for " + HostName.allNames(leaf));
        }
    }

    /** The path from the leaf to below a trusted certificate, each certified by the next. */
    private List<X509Certificate> inOrder(List<X509Certificate> chain) {
        List<X509Certificate> rest = new ArrayList<>(chain);
        List<X509Certificate> path = new ArrayList<>(chain.size());
        X509Certificate next = rest.remove(0);
        while (next != null && !roots.contains(next)) {
            path.add(next);
            X509Certificate subject = next;
            next = rest.stream()
                    .filter(issuer -> issuer.getSubjectX500Principal().equals(subject.getIssuerX500Principal()))
                    .findFirst()
                    .orElse(null);
            rest.remove(next);
        }
        return path;
    }

    private static void requireServerUse(X509Certificate leaf) throws TlsException {
        boolean[] keyUsage = leaf.getKeyUsage();
        if (keyUsage != null && !keyUsage[KEY_ENCIPHERMENT]) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_CERTIFICATE,
                    "the key usage of the certificate of " + name(leaf)
                            + " lacks keyEncipherment, which static RSA needs (RFC 5246 §7.4.2)");
        }
        try {
            List<String> extended = leaf.getExtendedKeyUsage();
            if (extended != null && !extended.contains(SERVER_AUTH) && !extended.contains(ANY_EXTENDED_KEY_USAGE)) {
                throw new TlsException(
                        AlertDescription.UNSUPPORTED_CERTIFICATE,
                        "the extended key usage of the certificate of " + name(leaf) + " lacks serverAuth");
            }
        } catch (CertificateParsingException e) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE, "the extended key usage of " + name(leaf) + " can't be read", e);
        }
    }

    private static TlsException refused(CertPathValidatorException e, X509Certificate leaf) {
        int index = e.getIndex();
        X509Certificate culprit = index >= 0 && e.getCertPath() != null
                ? (X509Certificate) e.getCertPath().getCertificates().get(index)
                : leaf;
        CertPathValidatorException.Reason reason = e.getReason();
        if (reason == CertPathValidatorException.BasicReason.EXPIRED
                || reason == CertPathValidatorException.BasicReason.NOT_YET_VALID) {
            return new TlsException(
                    AlertDescription.CERTIFICATE_EXPIRED,
                    "the certificate of " + name(culprit) + " is valid only from "
                            + culprit.getNotBefore().toInstant() + " to "
                            + culprit.getNotAfter().toInstant(),
                    e);
        }
        if (reason == PKIXReason.NO_TRUST_ANCHOR) {
            return new TlsException(
                    AlertDescription.UNKNOWN_CA, "the certificate of " + name(leaf) + " leads to no trusted CA", e);
        }
        return new TlsException(
                AlertDescription.BAD_CERTIFICATE, "the certificate of " + name(culprit) + ": " + e.getMessage(), e);
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
