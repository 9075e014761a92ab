package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertPathValidatorException.Reason;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * The search for a path from a peer's leaf to a trust anchor, through the certificates it sent.
 *
 * <p>From the leaf on, whenever the issuer has the name of an anchor, the path so far is given to the
 * JDK's PKIX validator; where that refuses, or there is no such anchor, the search goes on to each
 * certificate with the issuer's name, in the order in which they were sent. So a chain in order is
 * validated at once, a root that was sent is never looked at, and a chain out of order, with extra
 * certificates or across two roots is found as well.
 *
 * <p>A peer that means harm could send certificates that all issue one another, with as many paths
 * as there are permutations of them; the JDK's path builder would try every one. Here the steps are
 * counted.
 */
final class PathSearch {
    private static final int MAX_STEPS = 50;

    private final List<X509Certificate> sent;
    private final PKIXParameters parameters;
    private final Set<X500Principal> anchorNames;
    private final Instant at;
    private int steps;
    private TlsException firstRefusal;

    /** @param anchorNames the subjects of the anchors */
    PathSearch(List<X509Certificate> sent, PKIXParameters anchors, Set<X500Principal> anchorNames, Instant at) {
        this.sent = sent;
        this.at = at;
        this.parameters = (PKIXParameters) anchors.clone();
        this.parameters.setDate(Date.from(at));
        this.anchorNames = anchorNames;
    }

    /**
     * The first valid path, the leaf first, and last the anchor that it leads to.
     *
     * @throws TlsException why the first path that leads to the name of an anchor was refused; {@code
     *     unknown_ca} where none does
     */
    List<X509Certificate> requirePath() throws TlsException {
        X509Certificate leaf = sent.get(0);
        List<X509Certificate> path = new ArrayList<>();
        path.add(leaf);
        if (!extend(path)) {
            throw firstRefusal != null ? firstRefusal : unknownAuthority(leaf, null);
        }
        return path;
    }

    /** Whether {@code path} is valid, or any that goes on from its end. */
    private boolean extend(List<X509Certificate> path) throws TlsException {
        if (++steps > MAX_STEPS) {
            return false;
        }
        X500Principal issuer = path.get(path.size() - 1).getIssuerX500Principal();
        if (anchorNames.contains(issuer) && isValid(path)) {
            return true;
        }
        for (X509Certificate candidate : sent) {
            if (candidate.getSubjectX500Principal().equals(issuer) && !path.contains(candidate)) {
                path.add(candidate);
                if (extend(path)) {
                    return true;
                }
                path.remove(path.size() - 1);
            }
        }
        return false;
    }

    private boolean isValid(List<X509Certificate> path) throws TlsException {
        try {
            CertPath certPath = CertificateFactory.getInstance("X.509").generateCertPath(path);
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult)
                    CertPathValidator.getInstance("PKIX").validate(certPath, parameters);
            path.add(result.getTrustAnchor().getTrustedCert());
            return true;
        } catch (CertPathValidatorException e) {
            if (firstRefusal == null) {
                firstRefusal = refusal(path.get(Math.max(0, e.getIndex())), e);
            }
            return false;
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    AlertDescription.INTERNAL_ERROR, "this JDK cannot validate certificates: " + e.getMessage(), e);
        }
    }

    private TlsException refusal(X509Certificate certificate, CertPathValidatorException e) {
        Reason reason = e.getReason();
        String subject = Printable.subject(certificate);
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return new TlsException(
                    AlertDescription.CERTIFICATE_EXPIRED,
                    "the certificate of "
                            + subject
                            + (reason == BasicReason.EXPIRED ? " has expired" : " is not valid yet")
                            + " at "
                            + at
                            + ": valid from "
                            + certificate.getNotBefore().toInstant()
                            + " until "
                            + certificate.getNotAfter().toInstant(),
                    e);
        }
        if (reason == BasicReason.INVALID_SIGNATURE) {
            return new TlsException(
                    AlertDescription.BAD_CERTIFICATE,
                    "the signature on the certificate of " + subject + " is not its issuer's, "
                            + Printable.issuer(certificate),
                    e);
        }
        if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
            return new TlsException(
                    AlertDescription.BAD_CERTIFICATE,
                    "the certificate of " + subject + " relies on " + certificate.getSigAlgName()
                            + " or on a key that this JDK does not allow: " + e.getMessage(),
                    e);
        }
        if (reason == PKIXReason.NO_TRUST_ANCHOR) {
            return unknownAuthority(certificate, e);
        }
        if (reason == PKIXReason.NOT_CA_CERT
                || reason == PKIXReason.PATH_TOO_LONG
                || reason == PKIXReason.INVALID_KEY_USAGE) {
            return new TlsException(
                    AlertDescription.UNKNOWN_CA,
                    "the certificate of " + subject + " may not issue the one before it: " + e.getMessage(),
                    e);
        }
        return new TlsException(
                AlertDescription.CERTIFICATE_UNKNOWN,
                "the certificate of " + subject + " was refused: " + e.getMessage(),
                e);
    }

    private static TlsException unknownAuthority(X509Certificate certificate, CertPathValidatorException cause) {
        return new TlsException(
                AlertDescription.UNKNOWN_CA,
                "no trusted authority stands behind the certificate of "
                        + Printable.subject(certificate)
                        + ", issued by "
                        + Printable.issuer(certificate),
                cause);
    }
}
