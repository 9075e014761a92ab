package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.RsaProvider;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Cipher;

/** The bare RSA operations by a JCA cipher without padding. */
final class JcaRsa implements RsaProvider {
    private static final String TRANSFORMATION = "RSA/ECB/NoPadding";

    private final Provider provider;

    JcaRsa(Provider provider) {
        this.provider = provider;
    }

    @Override
    public PrivateOperation privateOperation(RSAPrivateKey key) {
        cipher(Cipher.DECRYPT_MODE, key);
        ThreadLocal<Cipher> ciphers = ThreadLocal.withInitial(() -> cipher(Cipher.DECRYPT_MODE, key));
        BigInteger modulus = key.getModulus();
        return block -> {
            try {
                // Only the ciphertext is compared here, and that is public.
                return new BigInteger(1, block).compareTo(modulus) < 0
                        ? ciphers.get().doFinal(block)
                        : new byte[block.length];
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the RSA private operation of " + provider.getName() + " failed", e);
            }
        };
    }

    @Override
    public byte[] publicOperation(RSAPublicKey key, byte[] block) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key).doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the RSA public operation of " + provider.getName() + " failed", e);
        }
    }

    private Cipher cipher(int mode, Key key) {
        try {
            Cipher cipher = Cipher.getInstance(TRANSFORMATION, provider);
            cipher.init(mode, key);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "provider " + provider.getName() + " can't use the RSA key: " + e.getMessage(), e);
        }
    }
}
