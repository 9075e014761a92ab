package io.tlsgauge.engine.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;

/** Signs and verifies what a handshake signs (RFC 5246 §4.7). Safe for use by several threads. */
public interface SignatureProvider {
    /**
     * A key that signs in one scheme, for use by any number of threads.
     *
     * @throws IllegalArgumentException if the provider cannot use the key
     */
    SigningKey signingKey(SignatureScheme scheme, PrivateKey key);

    /** Whether the signature is that of the message, by the owner of the key. */
    boolean verify(SignatureScheme scheme, PublicKey key, byte[] message, byte[] signature);

    /** A key that signs in one scheme. */
    @FunctionalInterface
    interface SigningKey {
        /** The signature of the message, which is hashed here. */
        byte[] sign(byte[] message);
    }
}
