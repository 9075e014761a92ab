package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.SignatureProvider;
import io.tlsgauge.engine.crypto.SignatureScheme;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.PSSSigner;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** Signatures by Bouncy Castle's lightweight signers. */
final class BcSignatures implements SignatureProvider {
    @Override
    public SigningKey signingKey(SignatureScheme scheme, PrivateKey key) {
        CipherParameters parameters = parameters(key);
        return message -> {
            Signer signer = newSigner(scheme);
            signer.init(true, parameters);
            signer.update(message, 0, message.length);
            try {
                return signer.generateSignature();
            } catch (CryptoException e) {
                throw new IllegalStateException(scheme + " could not sign", e);
            }
        };
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signer verifier = newSigner(scheme);
            verifier.init(false, PublicKeyFactory.createKey(key.getEncoded()));
            verifier.update(message, 0, message.length);
            return verifier.verifySignature(signature);
        } catch (IOException | RuntimeException e) {
            // An encoding that is none, and a key that does not fit, are wrong signatures like any other.
            return false;
        }
    }

    private static CipherParameters parameters(PrivateKey key) {
        try {
            return PrivateKeyFactory.createKey(key.getEncoded());
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("Bouncy Castle can't use the key: it gives no PKCS #8 encoding", e);
        }
    }

    private static Signer newSigner(SignatureScheme scheme) {
        return switch (scheme.keyType()) {
            case EC -> new DSADigestSigner(new ECDSASigner(), digest(scheme));
            case RSA ->
                scheme.isPss()
                        ? new PSSSigner(new RSABlindedEngine(), digest(scheme), scheme.hashLength())
                        : new RSADigestSigner(digest(scheme));
        };
    }

    private static Digest digest(SignatureScheme scheme) {
        return switch (scheme.hashLength()) {
            case 32 -> new SHA256Digest();
            case 48 -> new SHA384Digest();
            default -> new SHA512Digest();
        };
    }
}
