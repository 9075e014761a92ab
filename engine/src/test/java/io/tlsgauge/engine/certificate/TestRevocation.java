package io.tlsgauge.engine.certificate;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** What an authority says of the certificates it issued: CRLs, and OCSP responses. */
public final class TestRevocation {
    /** When what is revoked was. */
    public static final Instant REVOKED_AT = Instant.parse("2026-06-01T00:00:00Z");

    private static final Duration LIFETIME = Duration.ofDays(7);

    private TestRevocation() {}

    /** A CRL of the issuer's, made at the instant and valid for a week, that revokes these certificates. */
    public static X509CRL crl(TestCertificate issuer, Instant made, X509Certificate... revoked) throws Exception {
        JcaX509v2CRLBuilder builder =
                new JcaX509v2CRLBuilder(issuer.certificate().getSubjectX500Principal(), Date.from(made));
        builder.setNextUpdate(Date.from(made.plus(LIFETIME)));
        for (X509Certificate certificate : revoked) {
            builder.addCRLEntry(certificate.getSerialNumber(), Date.from(REVOKED_AT), CRLReason.keyCompromise);
        }
        return new JcaX509CRLConverter()
                .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer.key())));
    }

    /** An OCSP response of the issuer's that the certificate is good, made at the instant and valid for a week. */
    public static byte[] good(TestCertificate issuer, X509Certificate certificate, Instant made) throws Exception {
        return ocsp(issuer, certificate.getSerialNumber(), CertificateStatus.GOOD, made);
    }

    /** The same, that the certificate was revoked. */
    public static byte[] revoked(TestCertificate issuer, X509Certificate certificate, Instant made) throws Exception {
        return ocsp(
                issuer,
                certificate.getSerialNumber(),
                new RevokedStatus(Date.from(REVOKED_AT), CRLReason.keyCompromise),
                made);
    }

    private static byte[] ocsp(TestCertificate issuer, BigInteger serial, CertificateStatus status, Instant made)
            throws Exception {
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
        DigestCalculator sha1 = digests.get(CertificateID.HASH_SHA1);
        JcaBasicOCSPRespBuilder builder =
                new JcaBasicOCSPRespBuilder(issuer.certificate().getPublicKey(), sha1);
        builder.addResponse(
                new CertificateID(sha1, new JcaX509CertificateHolder(issuer.certificate()), serial),
                status,
                Date.from(made),
                Date.from(made.plus(LIFETIME)));
        OCSPResp response = new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withRSA").build(issuer.key()),
                                new X509CertificateHolder[0],
                                Date.from(made)));
        return response.getEncoded();
    }
}
