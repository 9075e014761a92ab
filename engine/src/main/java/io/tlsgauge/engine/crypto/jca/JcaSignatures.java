package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.KeyType;
import io.tlsgauge.engine.crypto.SignatureProvider;
import io.tlsgauge.engine.crypto.SignatureScheme;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Signatures by JCA providers, one for each type of key. */
final class JcaSignatures implements SignatureProvider {
    private final Provider rsa;
    private final Provider ec;

    JcaSignatures(Provider rsa, Provider ec) {
        this.rsa = rsa;
        this.ec = ec;
    }

    @Override
    public SigningKey signingKey(SignatureScheme scheme, PrivateKey key) {
        signing(scheme, key);
        ThreadLocal<Signature> signatures = ThreadLocal.withInitial(() -> signing(scheme, key));
        return message -> {
            try {
                Signature signature = signatures.get();
                signature.update(message);
                return signature.sign();
            } catch (SignatureException e) {
                throw new IllegalStateException(scheme + " could not sign", e);
            }
        };
    }

    @Override
    public boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature verifier = newSignature(scheme);
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            // An encoding that is none, and a key that does not fit, are wrong signatures like any other.
            return false;
        }
    }

    private Signature signing(SignatureScheme scheme, PrivateKey key) {
        try {
            Signature signature = newSignature(scheme);
            signature.initSign(key);
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the key can't sign with " + scheme + ": " + e.getMessage(), e);
        }
    }

    private Signature newSignature(SignatureScheme scheme) throws GeneralSecurityException {
        Provider provider = scheme.keyType() == KeyType.EC ? ec : rsa;
        return scheme.isPss() ? newPss(scheme) : Signature.getInstance(scheme.jcaName(), provider);
    }

    private Signature newPss(SignatureScheme scheme) throws GeneralSecurityException {
        String hash = "SHA-" + scheme.hashLength() * 8;
        Signature signature = Signature.getInstance(scheme.jcaName(), rsa);
        signature.setParameter(new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), scheme.hashLength(), 1));
        return signature;
    }
}
