package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.crypto.KeyAgreementProvider.EphemeralKey;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.ServerKeyExchange;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * The client's part of the key exchange (RFC 5246 §7.4.7).
 *
 * @param premasterSecret what both sides then know
 */
record ClientKeyShare(ClientKeyExchange message, byte[] premasterSecret) {
    private static final int PREMASTER_SECRET_LENGTH = 48;
    private static final int LEAST_MODULUS_BITS = 1024;
    private static final int MOST_MODULUS_BITS = 16384;

    /**
     * A premaster secret drawn by the client, encrypted to the server's RSA key (§7.4.7.1).
     *
     * @throws TlsException with {@code unsupported_certificate} if the server has no such key
     */
    static ClientKeyShare encrypted(Negotiation<ClientConfig> negotiation, X509Certificate leaf) throws TlsException {
        ClientConfig config = negotiation.config();
        RSAPublicKey key = rsaKey(leaf);
        byte[] premasterSecret = new byte[PREMASTER_SECRET_LENGTH];
        config.random().nextBytes(premasterSecret);
        premasterSecret[0] = (byte) (negotiation.clientHello().version() >>> 8);
        premasterSecret[1] = (byte) negotiation.clientHello().version();
        int modulusLength = (key.getModulus().bitLength() + 7) / 8;
        byte[] block = Pkcs1.encryptionBlock(premasterSecret, modulusLength, config.random());
        byte[] encrypted = config.crypto().rsa().publicOperation(key, block);
        Arrays.fill(block, (byte) 0);
        return new ClientKeyShare(ClientKeyExchange.ofEncryptedPremasterSecret(encrypted), premasterSecret);
    }

    /**
     * A key of the client's own, in the group that the server chose (RFC 8422 §5.7).
     *
     * @throws TlsException if the server's key is not signed by its certificate's, or of no group that was offered
     */
    static ClientKeyShare ephemeral(
            Negotiation<ClientConfig> negotiation, X509Certificate leaf, ServerKeyExchange server) throws TlsException {
        ClientConfig config = negotiation.config();
        NamedGroup group = NamedGroup.ofCode(server.namedGroup())
                .filter(config.namedGroups()::contains)
                .orElseThrow(() -> new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER,
                        "ServerKeyExchange chooses the group " + server.namedGroup() + ", which was not offered"));
        PeerSignature signature = PeerSignature.of(
                config, server.type(), server.signatureScheme(), signingKey(negotiation, leaf), server.signature());
        signature.require(config, negotiation.signedParameters(server.parameters()));
        negotiation.noteKeyExchange(group, signature.scheme());
        EphemeralKey key = config.crypto().agreement().newEphemeralKey(group, config.random());
        return new ClientKeyShare(ClientKeyExchange.ofPublicKey(key.publicKey()), key.agree(server.publicKey()));
    }

    private static RSAPublicKey rsaKey(X509Certificate leaf) throws TlsException {
        if (leaf.getPublicKey() instanceof RSAPublicKey key
                && key.getModulus().bitLength() <= MOST_MODULUS_BITS
                && key.getModulus().bitLength() >= LEAST_MODULUS_BITS) {
            return key;
        }
        throw new TlsException(
                AlertDescription.UNSUPPORTED_CERTIFICATE,
                "Certificate of " + leaf.getSubjectX500Principal()
                        + " holds no RSA key of 1024 to 16384 bits, as static RSA needs");
    }

    private static PublicKey signingKey(Negotiation<ClientConfig> negotiation, X509Certificate leaf)
            throws TlsException {
        PublicKey key = leaf.getPublicKey();
        if (!key.getAlgorithm()
                .equals(negotiation.cipherSuite().keyExchange().keyType().name())) {
            throw new TlsException(
                    AlertDescription.UNSUPPORTED_CERTIFICATE,
                    "Certificate of " + leaf.getSubjectX500Principal() + " holds a key of " + key.getAlgorithm()
                            + ", but the suite is " + negotiation.cipherSuite());
        }
        return key instanceof RSAPublicKey ? rsaKey(leaf) : key;
    }
}
