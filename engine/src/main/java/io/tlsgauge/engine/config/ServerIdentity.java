package io.tlsgauge.engine.config;

import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.WireWriter;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.List;

/** A server's certificate chain, its own first, and the private key; the Certificate message is encoded once. */
public final class ServerIdentity {
    private final List<X509Certificate> chain;
    private final RSAPrivateKey privateKey;
    private final byte[] certificateMessage;

    private ServerIdentity(List<X509Certificate> chain, RSAPrivateKey privateKey, byte[] certificateMessage) {
        this.chain = chain;
        this.privateKey = privateKey;
        this.certificateMessage = certificateMessage;
    }

    /**
     * An identity for static RSA.
     *
     * @param chain the server's own certificate first, each certified by the next; the root is best left out
     * @throws IllegalArgumentException if the chain is empty or too long, a certificate can't be encoded,
     *     the key is not an RSA key, or does not belong to the first certificate
     */
    public static ServerIdentity of(List<X509Certificate> chain, PrivateKey privateKey) {
        if (chain.isEmpty() || chain.size() > CertificateMessage.MAX_CERTIFICATES) {
            throw new IllegalArgumentException(
                    "the chain has " + chain.size() + " certificates, not 1 to " + CertificateMessage.MAX_CERTIFICATES);
        }
        if (!(privateKey instanceof RSAPrivateKey rsaKey)
                || !(chain.get(0).getPublicKey() instanceof RSAPublicKey publicKey)) {
            throw new IllegalArgumentException("the certificate and its key must be RSA, not "
                    + chain.get(0).getPublicKey().getAlgorithm() + " and " + privateKey.getAlgorithm());
        }
        if (!publicKey.getModulus().equals(rsaKey.getModulus())) {
            throw new IllegalArgumentException("the private key does not belong to the certificate of "
                    + chain.get(0).getSubjectX500Principal() + ": give the key that it was issued for");
        }
        return new ServerIdentity(List.copyOf(chain), rsaKey, encode(chain));
    }

    /** The chain, the server's own certificate first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The key of the first certificate. */
    public RSAPrivateKey privateKey() {
        return privateKey;
    }

    /** The RSA modulus' length in bytes. */
    public int modulusLength() {
        return (privateKey.getModulus().bitLength() + 7) / 8;
    }

    /** The Certificate message, header and body; not a copy. */
    public byte[] certificateMessage() {
        return certificateMessage;
    }

    private static byte[] encode(List<X509Certificate> chain) {
        List<byte[]> encoded = new ArrayList<>(chain.size());
        try {
            for (X509Certificate certificate : chain) {
                encoded.add(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate of the chain can't be encoded: " + e.getMessage(), e);
        }
        WireWriter out = new WireWriter(4096);
        new CertificateMessage(encoded).encode(out);
        return out.toByteArray();
    }
}
