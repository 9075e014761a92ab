package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.KeyAgreementProvider;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.UncompressedPoint;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** Ephemeral key agreement by JCA generators. */
final class JcaKeyAgreement implements KeyAgreementProvider {
    private static final int X25519_LENGTH = 32;

    private final Provider provider;

    JcaKeyAgreement(Provider provider) {
        this.provider = provider;
    }

    @Override
    public EphemeralKey newEphemeralKey(NamedGroup group, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm(group), provider);
            generator.initialize(
                    group.isWeierstrass() ? new ECGenParameterSpec(group.jcaName()) : NamedParameterSpec.X25519,
                    random);
            KeyPair pair = generator.generateKeyPair();
            return new JcaEphemeralKey(group, pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(provider.getName() + " can't make a key of " + group, e);
        }
    }

    private static String algorithm(NamedGroup group) {
        return group.isWeierstrass() ? "EC" : "XDH";
    }

    private final class JcaEphemeralKey implements EphemeralKey {
        private final NamedGroup group;
        private final KeyPair pair;

        JcaEphemeralKey(NamedGroup group, KeyPair pair) {
            this.group = group;
            this.pair = pair;
        }

        @Override
        public byte[] publicKey() {
            return group.isWeierstrass()
                    ? UncompressedPoint.encode(group, ((ECPublicKey) pair.getPublic()).getW())
                    : littleEndian(((XECPublicKey) pair.getPublic()).getU());
        }

        @Override
        public byte[] agree(byte[] peerPublicKey) throws TlsException {
            try {
                PublicKey peer = peer(peerPublicKey);
                KeyAgreement agreement =
                        KeyAgreement.getInstance(group.isWeierstrass() ? "ECDH" : algorithm(group), provider);
                agreement.init(pair.getPrivate());
                agreement.doPhase(peer, true);
                return agreement.generateSecret();
            } catch (InvalidKeyException e) {
                throw new TlsException(
                        AlertDescription.ILLEGAL_PARAMETER, "a public key of " + group + " leads to no secret", e);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(provider.getName() + " can't agree on a key of " + group, e);
            }
        }

        private PublicKey peer(byte[] encoded) throws TlsException, GeneralSecurityException {
            KeyFactory factory = KeyFactory.getInstance(algorithm(group), provider);
            return factory.generatePublic(
                    group.isWeierstrass()
                            ? new ECPublicKeySpec(UncompressedPoint.decode(group, encoded), group.parameters())
                            : new XECPublicKeySpec(NamedParameterSpec.X25519, uCoordinate(encoded)));
        }
    }

    /** A u-coordinate of 32 bytes, the least first, whose highest bit does not count (RFC 7748 §5). */
    private static BigInteger uCoordinate(byte[] encoded) throws TlsException {
        if (encoded.length != X25519_LENGTH) {
            throw new TlsException(
                    AlertDescription.ILLEGAL_PARAMETER,
                    "a public key of " + encoded.length + " bytes is none of X25519, whose have 32");
        }
        byte[] bigEndian = reversed(encoded);
        bigEndian[0] &= 0x7f;
        return new BigInteger(1, bigEndian);
    }

    private static byte[] littleEndian(BigInteger u) {
        byte[] bigEndian = u.toByteArray();
        byte[] encoded = new byte[X25519_LENGTH];
        for (int i = 0; i < Math.min(X25519_LENGTH, bigEndian.length); i++) {
            encoded[i] = bigEndian[bigEndian.length - 1 - i];
        }
        return encoded;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
