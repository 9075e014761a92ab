package io.tlsgauge.engine.crypto;

import java.security.Key;
import java.security.interfaces.RSAKey;
import java.util.Optional;

/**
 * The signature schemes of TLS 1.2, as pairs of hash and signature or as RFC 8446 §4.2.3 names them, in the
 * order of preference unless another is given. In TLS 1.2 an ECDSA scheme does not bind the curve.
 */
public enum SignatureScheme {
    ECDSA_SECP256R1_SHA256(0x0403, KeyType.EC, 32),
    ECDSA_SECP384R1_SHA384(0x0503, KeyType.EC, 48),
    ECDSA_SECP521R1_SHA512(0x0603, KeyType.EC, 64),
    RSA_PSS_RSAE_SHA256(0x0804, KeyType.RSA, 32),
    RSA_PSS_RSAE_SHA384(0x0805, KeyType.RSA, 48),
    RSA_PSS_RSAE_SHA512(0x0806, KeyType.RSA, 64),
    RSA_PKCS1_SHA256(0x0401, KeyType.RSA, 32),
    RSA_PKCS1_SHA384(0x0501, KeyType.RSA, 48),
    RSA_PKCS1_SHA512(0x0601, KeyType.RSA, 64);

    private final int code;
    private final KeyType keyType;
    private final int hashLength;

    SignatureScheme(int code, KeyType keyType, int hashLength) {
        this.code = code;
        this.keyType = keyType;
        this.hashLength = hashLength;
    }

    /** The scheme's code on the wire, two bytes. */
    public int code() {
        return code;
    }

    /** The type of the keys that sign in this way. */
    public KeyType keyType() {
        return keyType;
    }

    /** The hash's length in bytes, and that of PSS' salt. */
    public int hashLength() {
        return hashLength;
    }

    /** Whether it is RSASSA-PSS. */
    public boolean isPss() {
        return this == RSA_PSS_RSAE_SHA256 || this == RSA_PSS_RSAE_SHA384 || this == RSA_PSS_RSAE_SHA512;
    }

    /** The name under which the JCA knows the signature. */
    public String jcaName() {
        return isPss() ? "RSASSA-PSS" : "SHA" + hashLength * 8 + (keyType == KeyType.EC ? "withECDSA" : "withRSA");
    }

    /** Whether the key, private or public, is of the right type and long enough for the hash. */
    public boolean suits(Key key) {
        if (KeyType.of(key).filter(type -> type == keyType).isEmpty()) {
            return false;
        }
        return !(key instanceof RSAKey rsa)
                || rsa.getModulus().bitLength() >= 8 * (isPss() ? 2 * hashLength + 2 : hashLength + 62);
    }

    /** The scheme with this code, or empty where the engine does not have it. */
    public static Optional<SignatureScheme> ofCode(int code) {
        for (SignatureScheme scheme : values()) {
            if (scheme.code == code) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }
}
