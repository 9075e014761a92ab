package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.KeyAgreementProvider.EphemeralKey;
import io.tlsgauge.engine.crypto.KeyExchange;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.engine.crypto.SignatureProvider;
import io.tlsgauge.engine.crypto.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/**
 * What a full handshake adds to a resumption's cryptography: the signatures of the chain, and the way to the premaster
 * secret. With static RSA that is the public operation, the private one, and the random bytes of secret, padding and of
 * the secret that stands in for a wrong one; with ECDHE two ephemeral keys, two agreements, a signature and its
 * verification.
 */
abstract class KeyExchangeFloor {
    private static final int PREMASTER_SECRET_LENGTH = 48;

    private final Crypto crypto;
    private final List<X509Certificate> path;

    private KeyExchangeFloor(Crypto crypto, CertificateChain chain) {
        this.crypto = crypto;
        this.path = List.of(chain.chain().get(0), chain.chain().get(1), chain.root());
    }

    static KeyExchangeFloor of(Crypto crypto, KeyExchange keyExchange, CertificateChain chain, SecureRandom random) {
        return keyExchange.isEphemeral() ? new Ephemeral(crypto, chain, random) : new StaticRsa(crypto, chain, random);
    }

    /** Comes to a premaster secret, both sides. */
    abstract void agree(byte[] clientRandom, byte[] serverRandom) throws TlsException;

    abstract byte[] clientPremasterSecret();

    abstract byte[] serverPremasterSecret();

    /** Verifies the signatures of the server's chain, as its client does. */
    final void verifyChain() {
        try {
            for (int i = 0; i + 1 < path.size(); i++) {
                X509Certificate certificate = path.get(i);
                PublicKey issuer = path.get(i + 1).getPublicKey();
                if (!crypto.signature()
                        .verify(
                                SignatureScheme.RSA_PKCS1_SHA256,
                                issuer,
                                certificate.getTBSCertificate(),
                                certificate.getSignature())) {
                    throw new IllegalStateException("a signature of the chain is wrong");
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the chain can't be encoded", e);
        }
    }

    private static final class StaticRsa extends KeyExchangeFloor {
        private final RsaProvider rsa;
        private final RSAPublicKey publicKey;
        private final RsaProvider.PrivateOperation privateOperation;
        private final SecureRandom random;
        private final byte[] client = new byte[PREMASTER_SECRET_LENGTH];
        private final byte[] standIn = new byte[PREMASTER_SECRET_LENGTH];
        private final byte[] server = new byte[PREMASTER_SECRET_LENGTH];

        StaticRsa(Crypto crypto, CertificateChain chain, SecureRandom random) {
            super(crypto, chain);
            this.rsa = crypto.rsa();
            this.publicKey = (RSAPublicKey) chain.chain().get(0).getPublicKey();
            this.privateOperation = rsa.privateOperation((RSAPrivateKey) chain.key());
            this.random = random;
        }

        @Override
        void agree(byte[] clientRandom, byte[] serverRandom) {
            random.nextBytes(client);
            int modulusLength = (publicKey.getModulus().bitLength() + 7) / 8;
            byte[] encrypted = rsa.publicOperation(publicKey, Pkcs1.encryptionBlock(client, modulusLength, random));
            random.nextBytes(standIn);
            if (Pkcs1.unpad(privateOperation.apply(encrypted), server) == 0) {
                throw new IllegalStateException("the premaster secret did not come back");
            }
        }

        @Override
        byte[] clientPremasterSecret() {
            return client;
        }

        @Override
        byte[] serverPremasterSecret() {
            return server;
        }
    }

    private static final class Ephemeral extends KeyExchangeFloor {
        private final Crypto crypto;
        private final SignatureScheme scheme;
        private final SignatureProvider.SigningKey signingKey;
        private final PublicKey publicKey;
        private final SecureRandom random;
        private byte[] client;
        private byte[] server;

        Ephemeral(Crypto crypto, CertificateChain chain, SecureRandom random) {
            super(crypto, chain);
            this.crypto = crypto;
            this.publicKey = chain.chain().get(0).getPublicKey();
            this.scheme = publicKey instanceof RSAPublicKey
                    ? SignatureScheme.RSA_PSS_RSAE_SHA256
                    : SignatureScheme.ECDSA_SECP256R1_SHA256;
            this.signingKey = crypto.signature().signingKey(scheme, chain.key());
            this.random = random;
        }

        @Override
        void agree(byte[] clientRandom, byte[] serverRandom) throws TlsException {
            EphemeralKey serverKey = crypto.agreement().newEphemeralKey(NamedGroup.X25519, random);
            byte[] serverPublic = serverKey.publicKey();
            byte[] signed = new byte[clientRandom.length + serverRandom.length + 4 + serverPublic.length];
            System.arraycopy(clientRandom, 0, signed, 0, clientRandom.length);
            System.arraycopy(serverRandom, 0, signed, clientRandom.length, serverRandom.length);
            System.arraycopy(serverPublic, 0, signed, signed.length - serverPublic.length, serverPublic.length);
            byte[] signature = signingKey.sign(signed);
            if (!crypto.signature().verify(scheme, publicKey, signed, signature)) {
                throw new IllegalStateException("the signature of the ephemeral key is wrong");
            }
            EphemeralKey clientKey = crypto.agreement().newEphemeralKey(NamedGroup.X25519, random);
            client = clientKey.agree(serverPublic);
            server = serverKey.agree(clientKey.publicKey());
        }

        @Override
        byte[] clientPremasterSecret() {
            return client;
        }

        @Override
        byte[] serverPremasterSecret() {
            return server;
        }
    }
}
