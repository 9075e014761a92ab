package io.tlsgauge.engine.certificate;

import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate made for a test, with the private key that belongs to it.
 *
 * <pre>{@code
 * TestCertificate root = TestCertificate.authority("root").selfSigned();
 * TestCertificate leaf = TestCertificate.server("leaf").dnsNames("server.test").issuedBy(root);
 * }</pre>
 *
 * <p>The key pair belongs to the name and size: asked for again, it is the same one, because making
 * RSA keys is slow.
 */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** Starts an authority's certificate: a CA, that may sign certificates. */
    public static Builder authority(String commonName) {
        return new Builder(commonName)
                .basicConstraints(new BasicConstraints(true))
                .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    /** Starts a server's certificate, fit for every key exchange of an RSA key; without names. */
    public static Builder server(String commonName) {
        return new Builder(commonName)
                .basicConstraints(new BasicConstraints(false))
                .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                .extendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
    }

    /** Starts a client's certificate. */
    public static Builder client(String commonName) {
        return new Builder(commonName)
                .basicConstraints(new BasicConstraints(false))
                .keyUsage(KeyUsage.digitalSignature)
                .extendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
    }

    /** What a certificate is to say; everything can be left out. */
    public static final class Builder {
        private final X500Name subject;
        private final String commonName;
        private final List<GeneralName> names = new ArrayList<>();
        private int keyBits = 2048;
        private Instant notBefore = TestChain.NOT_BEFORE;
        private Instant notAfter = TestChain.NOT_AFTER;
        private OptionalInt keyUsage = OptionalInt.empty();
        private List<KeyPurposeId> purposes = List.of();
        private BasicConstraints basicConstraints;
        private Optional<String> curve = Optional.empty();
        private Optional<String> signatureAlgorithm = Optional.empty();
        private Optional<URI> crlDistributionPoint = Optional.empty();

        private Builder(String commonName) {
            this.commonName = commonName;
            this.subject = new X500Name("CN=" + commonName);
        }

        public Builder keyBits(int bits) {
            this.keyBits = bits;
            return this;
        }

        public Builder validFrom(Instant instant) {
            this.notBefore = instant;
            return this;
        }

        public Builder validUntil(Instant instant) {
            this.notAfter = instant;
            return this;
        }

        public Builder dnsNames(String... dnsNames) {
            for (String name : dnsNames) {
                names.add(new GeneralName(GeneralName.dNSName, name));
            }
            return this;
        }

        public Builder ipAddresses(String... literals) {
            for (String literal : literals) {
                names.add(new GeneralName(GeneralName.iPAddress, literal));
            }
            return this;
        }

        /** The bits of {@link KeyUsage}. */
        public Builder keyUsage(int bits) {
            this.keyUsage = OptionalInt.of(bits);
            return this;
        }

        public Builder withoutKeyUsage() {
            this.keyUsage = OptionalInt.empty();
            return this;
        }

        /** The purposes; none at all leaves the extension out. */
        public Builder extendedKeyUsage(KeyPurposeId... keyPurposes) {
            this.purposes = List.of(keyPurposes);
            return this;
        }

        public Builder basicConstraints(BasicConstraints constraints) {
            this.basicConstraints = constraints;
            return this;
        }

        public Builder withoutBasicConstraints() {
            this.basicConstraints = null;
            return this;
        }

        /** A key on this curve rather than an RSA key, which then can't encipher. */
        public Builder curve(String jcaName) {
            this.curve = Optional.of(jcaName);
            return this;
        }

        /** Where the issuer's CRL stands. */
        public Builder crlDistributionPoint(URI uri) {
            this.crlDistributionPoint = Optional.of(uri);
            return this;
        }

        /** A JCA name such as {@code SHA256withRSA}; what suits the issuer's key unless set. */
        public Builder signatureAlgorithm(String jcaName) {
            this.signatureAlgorithm = Optional.of(jcaName);
            return this;
        }

        /** The certificate, signed by its own key. */
        public TestCertificate selfSigned() {
            return build(subject, keyPair().getPrivate());
        }

        /** The certificate, signed by {@code issuer}, whatever that one is allowed to do. */
        public TestCertificate issuedBy(TestCertificate issuer) {
            X500Name issuerName = X500Name.getInstance(
                    issuer.certificate().getSubjectX500Principal().getEncoded());
            return build(issuerName, issuer.key());
        }

        private KeyPair keyPair() {
            return KEYS.computeIfAbsent(commonName + "/" + curve.orElse(String.valueOf(keyBits)), name -> newKeyPair());
        }

        private TestCertificate build(X500Name issuer, PrivateKey signingKey) {
            KeyPair keyPair = keyPair();
            try {
                JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        issuer,
                        BigInteger.valueOf(SERIAL.getAndIncrement()),
                        Date.from(notBefore),
                        Date.from(notAfter),
                        subject,
                        keyPair.getPublic());
                addExtensions(builder);
                return new TestCertificate(
                        new JcaX509CertificateConverter()
                                .getCertificate(builder.build(new JcaContentSignerBuilder(signatureAlgorithm.orElse(
                                                signingKey.getAlgorithm().equals("EC")
                                                        ? "SHA256withECDSA"
                                                        : "SHA256withRSA"))
                                        .build(signingKey))),
                        keyPair.getPrivate());
            } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
                throw new IllegalStateException("no certificate for " + subject, e);
            }
        }

        private void addExtensions(JcaX509v3CertificateBuilder builder) throws CertIOException {
            if (basicConstraints != null) {
                builder.addExtension(Extension.basicConstraints, true, basicConstraints);
            }
            if (keyUsage.isPresent()) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage.getAsInt()));
            }
            if (!purposes.isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
            }
            if (crlDistributionPoint.isPresent()) {
                GeneralName uri = new GeneralName(
                        GeneralName.uniformResourceIdentifier,
                        crlDistributionPoint.get().toString());
                builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(new DistributionPointName(new GeneralNames(uri)), null, null)
                }));
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            }
        }

        private KeyPair newKeyPair() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(curve.isPresent() ? "EC" : "RSA");
                if (curve.isPresent()) {
                    generator.initialize(new ECGenParameterSpec(curve.get()));
                } else {
                    generator.initialize(keyBits);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("no key for " + commonName, e);
            }
        }
    }
}
