package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether any certificate of a path that is valid otherwise was revoked (RFC 5280 §6.3, RFC 6960).
 *
 * <p>Each certificate is given to the JDK's revocation checker alone, with its issuer for an anchor: so the one that
 * the server stapled a response for is asked of that response and nothing else, and the others of CRLs and nothing
 * else. Left to itself, the JDK would go to the network for what it misses.
 */
final class RevocationCheck {
    private static final String TLS_FEATURE = "1.3.6.1.5.5.7.1.24";
    private static final byte STATUS_REQUEST = 5;

    private final Revocation revocation;
    private final Instant at;

    RevocationCheck(Revocation revocation, Instant at) {
        this.revocation = revocation;
        this.at = at;
    }

    /**
     * Returns if none was revoked, as far as that is to be known.
     *
     * @param path the leaf first, each issued by the next; the anchor is not asked about
     * @throws TlsException with {@code certificate_revoked}, {@code bad_certificate_status_response}, or {@code
     *     certificate_unknown} where nobody tells and the failure is hard
     */
    void requireNoneRevoked(List<X509Certificate> path, Optional<byte[]> ocspResponse) throws TlsException {
        for (int i = 0; i + 1 < path.size(); i++) {
            X509Certificate certificate = path.get(i);
            X509Certificate issuer = path.get(i + 1);
            if (i == 0 && ocspResponse.isPresent()) {
                checkStapled(certificate, issuer, ocspResponse.get());
            } else {
                if (i == 0 && mustStaple(certificate)) {
                    throw new TlsException(
                            AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE,
                            "the certificate of " + Printable.subject(certificate)
                                    + " says that its status is stapled (RFC 7633), but it was not");
                }
                checkCrls(certificate, issuer);
            }
        }
    }

    private void checkStapled(X509Certificate certificate, X509Certificate issuer, byte[] response)
            throws TlsException {
        try {
            PKIXRevocationChecker checker = checker(EnumSet.of(Option.NO_FALLBACK));
            checker.setOcspResponses(Map.of(certificate, response));
            validate(certificate, issuer, checker, List.of());
        } catch (CertPathValidatorException e) {
            throw e.getReason() == BasicReason.REVOKED
                    ? revoked(certificate, e)
                    : new TlsException(
                            AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE,
                            "the OCSP response stapled for the certificate of " + Printable.subject(certificate)
                                    + " does not vouch for it at " + at + ": " + Printable.text(e.getMessage()),
                            e);
        }
    }

    private void checkCrls(X509Certificate certificate, X509Certificate issuer) throws TlsException {
        List<X509CRL> crls = new ArrayList<>(revocation.crls());
        revocation
                .fetcher()
                .ifPresent(fetcher -> CrlDistributionPoints.of(certificate)
                        .forEach(point -> fetcher.fetch(point).ifPresent(crls::add)));
        try {
            validate(certificate, issuer, checker(EnumSet.of(Option.PREFER_CRLS, Option.NO_FALLBACK)), crls);
        } catch (CertPathValidatorException e) {
            if (e.getReason() == BasicReason.REVOKED) {
                throw revoked(certificate, e);
            }
            if (revocation.failure() == Revocation.Failure.HARD) {
                throw new TlsException(
                        AlertDescription.CERTIFICATE_UNKNOWN,
                        "nobody tells whether the certificate of " + Printable.subject(certificate) + " was revoked at "
                                + at + ": " + Printable.text(e.getMessage()),
                        e);
            }
        }
    }

    private void validate(
            X509Certificate certificate, X509Certificate issuer, PKIXRevocationChecker checker, List<X509CRL> crls)
            throws TlsException, CertPathValidatorException {
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setDate(Date.from(at));
            parameters.addCertPathChecker(checker);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
        } catch (CertPathValidatorException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    AlertDescription.INTERNAL_ERROR, "this JDK cannot ask about revocation: " + e.getMessage(), e);
        }
    }

    private static PKIXRevocationChecker checker(Set<Option> options) throws TlsException {
        try {
            PKIXRevocationChecker checker = (PKIXRevocationChecker)
                    CertPathValidator.getInstance("PKIX").getRevocationChecker();
            checker.setOptions(options);
            return checker;
        } catch (GeneralSecurityException e) {
            throw new TlsException(
                    AlertDescription.INTERNAL_ERROR, "this JDK cannot ask about revocation: " + e.getMessage(), e);
        }
    }

    private static TlsException revoked(X509Certificate certificate, CertPathValidatorException e) {
        String when = e.getCause() instanceof CertificateRevokedException revoked
                ? " at " + revoked.getRevocationDate().toInstant() + ", for the reason " + revoked.getRevocationReason()
                : "";
        return new TlsException(
                AlertDescription.CERTIFICATE_REVOKED,
                "the certificate of " + Printable.subject(certificate) + " was revoked by "
                        + Printable.issuer(certificate) + when,
                e);
    }

    /** Whether the certificate has the TLS feature status_request: a SEQUENCE of INTEGERs with a 5 among them. */
    private static boolean mustStaple(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(TLS_FEATURE);
        boolean found = false;
        for (int i = 4; extension != null && i + 2 < extension.length; i += 3) {
            found |= extension[i] == 2 && extension[i + 1] == 1 && extension[i + 2] == STATUS_REQUEST;
        }
        return found;
    }
}
