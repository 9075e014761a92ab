package io.tlsgauge.engine.crypto;

import io.tlsgauge.engine.alert.TlsException;
import java.security.SecureRandom;

/** Makes ephemeral keys for Diffie-Hellman on elliptic curves (RFC 8422). Safe for use by several threads. */
public interface KeyAgreementProvider {
    /** A new key pair of the group. */
    EphemeralKey newEphemeralKey(NamedGroup group, SecureRandom random);

    /** A key pair that is used for one handshake. */
    interface EphemeralKey {
        /** The public key as it stands on the wire: an uncompressed point, or X25519's 32 bytes. */
        byte[] publicKey();

        /**
         * The shared secret, which is the premaster secret (RFC 8422 §5.10); the caller wipes it.
         *
         * @throws TlsException with {@code illegal_parameter} if the peer's key is none of the group, or one
         *     that makes the secret known beforehand (§5.11)
         */
        byte[] agree(byte[] peerPublicKey) throws TlsException;
    }
}
