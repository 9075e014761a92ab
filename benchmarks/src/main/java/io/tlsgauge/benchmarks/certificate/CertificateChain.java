package io.tlsgauge.benchmarks.certificate;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.KeyType;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A throw-away RSA chain of three levels for localhost: a server sends its own certificate and the
 * intermediate CA's, and a client trusts the root.
 *
 * @param chain the server's certificate, then the intermediate CA's
 * @param key the server's private key
 * @param root the CA to be trusted
 */
public record CertificateChain(List<X509Certificate> chain, PrivateKey key, X509Certificate root) {
    private static final int CA_KEY_BITS = 2048;
    private static final Duration VALIDITY = Duration.ofDays(30);

    /**
     * Makes a chain of RSA keys.
     *
     * @param keyBits the length of the server's modulus: 2048, 3072 or 4096
     * @throws IllegalStateException if this Java runtime can't
     */
    public static CertificateChain rsa(int keyBits) {
        return generate(() -> keys(keyBits));
    }

    /**
     * Makes a chain of RSA keys but for the server's, which is on secp256r1.
     *
     * @throws IllegalStateException if this Java runtime can't
     */
    public static CertificateChain ec() {
        return generate(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        });
    }

    /**
     * Makes a chain whose server's key is of the type that a cipher suite asks for.
     *
     * @param keyBits the length of an RSA modulus: 2048, 3072 or 4096
     * @throws IllegalStateException if this Java runtime can't
     */
    public static CertificateChain forSuite(CipherSuite suite, int keyBits) {
        return suite.keyExchange().keyType() == KeyType.EC ? ec() : rsa(keyBits);
    }

    /**
     * Makes chains of the same RSA keys, each of certificates of its own.
     *
     * @param keyBits the length of the servers' modulus: 2048, 3072 or 4096
     * @param count how many chains
     * @throws IllegalStateException if this Java runtime can't
     */
    public static List<CertificateChain> rsa(int keyBits, int count) {
        return generate(() -> keys(keyBits), count);
    }

    private interface KeySource {
        KeyPair make() throws GeneralSecurityException;
    }

    private static CertificateChain generate(KeySource server) {
        return generate(server, 1).get(0);
    }

    private static List<CertificateChain> generate(KeySource server, int count) {
        try {
            KeyPair rootKeys = keys(CA_KEY_BITS);
            KeyPair intermediateKeys = keys(CA_KEY_BITS);
            KeyPair serverKeys = server.make();
            X500Principal rootName = new X500Principal("CN=tlsgauge throw-away root");
            X500Principal intermediateName = new X500Principal("CN=tlsgauge throw-away intermediate");
            X509Certificate root = authority(rootName, rootKeys, rootName, rootKeys);
            List<CertificateChain> chains = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                X509Certificate intermediate = authority(intermediateName, intermediateKeys, rootName, rootKeys);
                X509Certificate leaf = server(serverKeys, intermediateName, intermediateKeys);
                chains.add(new CertificateChain(List.of(leaf, intermediate), serverKeys.getPrivate(), root));
            }
            return chains;
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate chain could be made: " + e.getMessage(), e);
        }
    }

    private static KeyPair keys(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static X509Certificate authority(
            X500Principal subject, KeyPair subjectKeys, X500Principal issuer, KeyPair issuerKeys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509v3CertificateBuilder builder = builder(subject, subjectKeys, issuer);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder, issuerKeys);
    }

    private static X509Certificate server(KeyPair keys, X500Principal issuer, KeyPair issuerKeys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        JcaX509v3CertificateBuilder builder = builder(new X500Principal("CN=localhost"), keys, issuer);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage,
                true,
                new KeyUsage(
                        keys.getPrivate().getAlgorithm().equals("RSA")
                                ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                                : KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"),
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1")
        }));
        return sign(builder, issuerKeys);
    }

    private static JcaX509v3CertificateBuilder builder(X500Principal subject, KeyPair keys, X500Principal issuer) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(64, new SecureRandom()).setBit(63),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(VALIDITY)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair issuerKeys)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuerKeys.getPrivate())));
    }
}
