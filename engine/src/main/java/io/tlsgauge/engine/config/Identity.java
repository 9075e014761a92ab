package io.tlsgauge.engine.config;

import io.tlsgauge.engine.certificate.HostName;
import io.tlsgauge.engine.certificate.KeyUse;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.KeyExchange;
import io.tlsgauge.engine.crypto.KeyType;
import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.engine.crypto.SignatureProvider;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.X509Chain;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A certificate chain, its owner's own first, and what the private key can do, by one choice of providers. Immutable,
 * and safe for use by several threads. The Certificate message is encoded once.
 */
public final class Identity {
    private final List<X509Certificate> chain;
    private final KeyType keyType;
    private final byte[] certificateMessage;
    private final Map<SignatureScheme, SignatureProvider.SigningKey> signingKeys;
    private final Optional<RsaProvider.PrivateOperation> rsaPrivateOperation;
    private final Supplier<Optional<byte[]>> ocspResponse;

    private Identity(
            List<X509Certificate> chain,
            KeyType keyType,
            byte[] certificateMessage,
            Map<SignatureScheme, SignatureProvider.SigningKey> signingKeys,
            Optional<RsaProvider.PrivateOperation> rsaPrivateOperation,
            Supplier<Optional<byte[]>> ocspResponse) {
        this.chain = chain;
        this.keyType = keyType;
        this.certificateMessage = certificateMessage;
        this.signingKeys = signingKeys;
        this.rsaPrivateOperation = rsaPrivateOperation;
        this.ocspResponse = ocspResponse;
    }

    /**
     * A server's or a client's identity.
     *
     * @param chain the owner's certificate first, each certified by the next; the root is best left out
     * @throws IllegalArgumentException if the chain is empty or too long, a certificate can't be encoded, the key is
     *     neither RSA nor EC, does not belong to the first certificate, or can't be used by the providers
     */
    public static Identity of(Crypto crypto, List<X509Certificate> chain, PrivateKey privateKey) {
        if (chain.isEmpty() || chain.size() > CertificateMessage.MAX_CERTIFICATES) {
            throw new IllegalArgumentException(
                    "the chain has " + chain.size() + " certificates, not 1 to " + CertificateMessage.MAX_CERTIFICATES);
        }
        requireBelongsTo(chain.get(0), privateKey);
        KeyType keyType = KeyType.of(privateKey).orElseThrow();
        Map<SignatureScheme, SignatureProvider.SigningKey> signingKeys = new EnumMap<>(SignatureScheme.class);
        for (SignatureScheme scheme : SignatureScheme.values()) {
            if (scheme.suits(privateKey)) {
                signingKeys.put(scheme, crypto.signature().signingKey(scheme, privateKey));
            }
        }
        return new Identity(
                List.copyOf(chain),
                keyType,
                new CertificateMessage(X509Chain.encode(chain)).encoded(),
                signingKeys,
                privateKey instanceof RSAPrivateKey rsa
                        ? Optional.of(crypto.rsa().privateOperation(rsa))
                        : Optional.empty(),
                Optional::empty);
    }

    /**
     * The same identity, with an OCSP response to be stapled where a client asks for it (RFC 6066 §8).
     *
     * @param response asked at every full handshake, so that it may be renewed; answers at once
     */
    public Identity withOcspResponse(Supplier<Optional<byte[]>> response) {
        return new Identity(chain, keyType, certificateMessage, signingKeys, rsaPrivateOperation, response);
    }

    /** The chain, the owner's certificate first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The type of the key. */
    public KeyType keyType() {
        return keyType;
    }

    /** The Certificate message, header and body; not a copy. */
    public byte[] certificateMessage() {
        return certificateMessage;
    }

    /** The OCSP response to be stapled now, in DER; empty where there is none. */
    public Optional<byte[]> ocspResponse() {
        return ocspResponse.get();
    }

    /** Whether the certificate is for this host. */
    public boolean isNamed(String host) {
        return HostName.of(host).isNamedBy(chain.get(0));
    }

    /** Whether a server can use key and certificate for the key exchange. */
    public boolean supports(KeyExchange keyExchange) {
        return keyExchange.keyType() == keyType
                && (keyExchange.isEphemeral() ? KeyUse.SERVER_SIGNATURE : KeyUse.SERVER_KEY_ENCIPHERMENT)
                        .isAllowedBy(chain.get(0));
    }

    /** The key as it signs in this scheme, or empty where key and scheme do not suit one another. */
    public Optional<SignatureProvider.SigningKey> signingKey(SignatureScheme scheme) {
        return Optional.ofNullable(signingKeys.get(scheme));
    }

    /**
     * The RSA private operation of the key.
     *
     * @throws IllegalStateException if it is no RSA key
     */
    public RsaProvider.PrivateOperation rsaPrivateOperation() {
        return rsaPrivateOperation.orElseThrow(() -> new IllegalStateException("the key is no RSA key"));
    }

    /** The RSA modulus' length in bytes, of an RSA key. */
    public int modulusLength() {
        return (((RSAPublicKey) chain.get(0).getPublicKey()).getModulus().bitLength() + 7) / 8;
    }

    /** The bits of an EC key's curve, which in TLS tell the curve: 256, 384 or 521; 0 of an RSA key. */
    public int curveBits() {
        return chain.get(0).getPublicKey() instanceof ECPublicKey key
                ? key.getParams().getOrder().bitLength()
                : 0;
    }

    private static void requireBelongsTo(X509Certificate certificate, PrivateKey privateKey) {
        PublicKey publicKey = certificate.getPublicKey();
        boolean belongs;
        if (privateKey instanceof RSAPrivateKey rsa && publicKey instanceof RSAPublicKey rsaPublic) {
            belongs = rsaPublic.getModulus().equals(rsa.getModulus());
        } else if (privateKey instanceof ECPrivateKey ec && publicKey instanceof ECPublicKey ecPublic) {
            // Whether point and number belong together is seen by a signature alone; the curve is seen at once.
            belongs = ecPublic.getParams().getOrder().equals(ec.getParams().getOrder());
        } else {
            throw new IllegalArgumentException("the certificate and its key must both be RSA, or both EC, not "
                    + publicKey.getAlgorithm() + " and " + privateKey.getAlgorithm());
        }
        if (!belongs) {
            throw new IllegalArgumentException("the private key does not belong to the certificate of "
                    + certificate.getSubjectX500Principal() + ": give the key that it was issued for");
        }
    }
}
