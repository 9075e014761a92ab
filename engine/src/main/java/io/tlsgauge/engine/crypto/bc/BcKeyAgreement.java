package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.KeyAgreementProvider;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.UncompressedPoint;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.util.BigIntegers;

/** Ephemeral key agreement by Bouncy Castle's lightweight classes. */
final class BcKeyAgreement implements KeyAgreementProvider {
    @Override
    public EphemeralKey newEphemeralKey(NamedGroup group, SecureRandom random) {
        return group.isWeierstrass()
                ? new PointKey(group, random)
                : new X25519Key(new X25519PrivateKeyParameters(random));
    }

    private static final class PointKey implements EphemeralKey {
        private final NamedGroup group;
        private final ECDomainParameters domain;
        private final AsymmetricCipherKeyPair pair;

        PointKey(NamedGroup group, SecureRandom random) {
            this.group = group;
            this.domain = new ECDomainParameters(ECNamedCurveTable.getByName(group.jcaName()));
            ECKeyPairGenerator generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(domain, random));
            this.pair = generator.generateKeyPair();
        }

        @Override
        public byte[] publicKey() {
            return ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false);
        }

        @Override
        public byte[] agree(byte[] peerPublicKey) throws TlsException {
            UncompressedPoint.decode(group, peerPublicKey);
            ECDHBasicAgreement agreement = new ECDHBasicAgreement();
            agreement.init(pair.getPrivate());
            BigInteger secret = agreement.calculateAgreement(
                    new ECPublicKeyParameters(domain.getCurve().decodePoint(peerPublicKey), domain));
            return BigIntegers.asUnsignedByteArray(group.coordinateLength(), secret);
        }
    }

    private record X25519Key(X25519PrivateKeyParameters key) implements EphemeralKey {
        @Override
        public byte[] publicKey() {
            return key.generatePublicKey().getEncoded();
        }

        @Override
        public byte[] agree(byte[] peerPublicKey) throws TlsException {
            if (peerPublicKey.length != X25519PublicKeyParameters.KEY_SIZE) {
                throw new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER,
                        "a public key of " + peerPublicKey.length + " bytes is none of X25519, whose have 32");
            }
            X25519Agreement agreement = new X25519Agreement();
            agreement.init(key);
            byte[] secret = new byte[agreement.getAgreementSize()];
            try {
                agreement.calculateAgreement(new X25519PublicKeyParameters(peerPublicKey, 0), secret, 0);
            } catch (IllegalStateException e) {
                throw new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER, "a public key of X25519 leads to no secret", e);
            }
            return secret;
        }
    }
}
