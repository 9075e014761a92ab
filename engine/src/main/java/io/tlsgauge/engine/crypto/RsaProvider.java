package io.tlsgauge.engine.crypto;

import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/**
 * The bare RSA operations (RFC 8017 §5.1). Padding is never a provider's business here: the engine
 * pads, and unpads in constant time, so that no provider can become an oracle (RFC 5246 §7.4.7.1).
 */
public interface RsaProvider {
    /**
     * The private operation of one key, for use by any number of threads.
     *
     * @throws IllegalArgumentException if the provider cannot use the key
     */
    PrivateOperation privateOperation(RSAPrivateKey key);

    /**
     * The public operation {@code m^e mod n}.
     *
     * @param block as many bytes as the modulus has, numerically below the modulus
     * @return as many bytes as the modulus has
     * @throws IllegalArgumentException if the provider cannot use the key
     */
    byte[] publicOperation(RSAPublicKey key, byte[] block);

    /** The private operation of one key. */
    @FunctionalInterface
    interface PrivateOperation {
        /**
         * {@code c^d mod n}, blinded.
         *
         * @param block as many bytes as the modulus has
         * @return as many bytes as the modulus has, whatever the block: one not below the modulus is
         *     answered with zeros, so that the caller's path stays the same
         */
        byte[] apply(byte[] block);
    }
}
