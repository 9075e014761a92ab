package io.tlsgauge.engine.certificate;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A chain root, intermediate, server for tests, each part of which a test can spoil. */
public final class TestChain {
    private static final KeyPair ROOT_KEYS = keys();
    private static final KeyPair INTERMEDIATE_KEYS = keys();
    private static final KeyPair SERVER_KEYS = keys();
    private static final X500Principal ROOT = new X500Principal("CN=root");
    private static final X500Principal INTERMEDIATE = new X500Principal("CN=intermediate");

    private Instant notAfter = Instant.now().plus(Duration.ofDays(10));
    private String host = "localhost";
    private int serverKeyUsage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    private boolean intermediateIsAuthority = true;

    public TestChain expiredSince(Instant instant) {
        notAfter = instant;
        return this;
    }

    public TestChain host(String name) {
        host = name;
        return this;
    }

    public TestChain serverKeyUsage(int usage) {
        serverKeyUsage = usage;
        return this;
    }

    public TestChain intermediateIsNoAuthority() {
        intermediateIsAuthority = false;
        return this;
    }

    public PrivateKey key() {
        return SERVER_KEYS.getPrivate();
    }

    public X509Certificate root() {
        return certificate(ROOT, ROOT_KEYS, ROOT, ROOT_KEYS, true, KeyUsage.keyCertSign, "root");
    }

    public List<X509Certificate> chain() {
        X509Certificate intermediate = certificate(
                INTERMEDIATE,
                INTERMEDIATE_KEYS,
                ROOT,
                ROOT_KEYS,
                intermediateIsAuthority,
                KeyUsage.keyCertSign,
                "intermediate");
        X509Certificate server = certificate(
                new X500Principal("CN=server"),
                SERVER_KEYS,
                INTERMEDIATE,
                INTERMEDIATE_KEYS,
                false,
                serverKeyUsage,
                host);
        return List.of(server, intermediate);
    }

    private X509Certificate certificate(
            X500Principal subject,
            KeyPair keys,
            X500Principal issuer,
            KeyPair issuerKeys,
            boolean authority,
            int usage,
            String name) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(name.hashCode()).abs(),
                    Date.from(Instant.now().minus(Duration.ofDays(10))),
                    Date.from(name.equals(host) ? notAfter : Instant.now().plus(Duration.ofDays(10))),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKeys.getPrivate())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
