package io.tlsgauge.engine.crypto;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The cipher suites of the engine, with what each asks for (RFC 5246 appendix A.5, RFC 5288). */
public enum CipherSuite {
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C, 16, Protection.AES_GCM, HashAlgorithm.SHA256),
    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D, 32, Protection.AES_GCM, HashAlgorithm.SHA384),
    TLS_RSA_WITH_AES_128_CBC_SHA(0x002F, 16, HashAlgorithm.SHA1),
    TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, 32, HashAlgorithm.SHA1),
    TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C, 16, HashAlgorithm.SHA256),
    TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D, 32, HashAlgorithm.SHA256);

    /** How a suite protects its records. */
    public enum Protection {
        /** AES in Galois/Counter Mode (RFC 5288). */
        AES_GCM,
        /** AES in Cipher Block Chaining mode with an HMAC (RFC 5246 §6.2.3.2). */
        AES_CBC
    }

    private static final Map<Integer, CipherSuite> BY_CODE = new HashMap<>();

    static {
        for (CipherSuite suite : values()) {
            BY_CODE.put(suite.code, suite);
        }
    }

    private final int code;
    private final int keyLength;
    private final Protection protection;
    private final HashAlgorithm macHash;
    private final HashAlgorithm prfHash;

    CipherSuite(int code, int keyLength, Protection protection, HashAlgorithm prfHash) {
        this(code, keyLength, protection, prfHash, prfHash);
    }

    CipherSuite(int code, int keyLength, HashAlgorithm macHash) {
        this(code, keyLength, Protection.AES_CBC, macHash, HashAlgorithm.SHA256);
    }

    CipherSuite(int code, int keyLength, Protection protection, HashAlgorithm macHash, HashAlgorithm prfHash) {
        this.code = code;
        this.keyLength = keyLength;
        this.protection = protection;
        this.macHash = macHash;
        this.prfHash = prfHash;
    }

    /** The suite's code on the wire, two bytes. */
    public int code() {
        return code;
    }

    /** The suite with this code, or empty where the engine does not have it. */
    public static Optional<CipherSuite> ofCode(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /**
     * The suite with this name.
     *
     * @throws IllegalArgumentException that lists the names there are
     */
    public static CipherSuite ofName(String name) {
        return Arrays.stream(values())
                .filter(suite -> suite.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no cipher suite '" + name + "': choose one of " + Arrays.toString(values())));
    }

    /** The record cipher's key length in bytes. */
    public int keyLength() {
        return keyLength;
    }

    /** How the suite protects its records. */
    public Protection protection() {
        return protection;
    }

    /** The hash of the MAC of a CBC suite's records. */
    public HashAlgorithm macHash() {
        return macHash;
    }

    /** The hash of the PRF and of the transcript. */
    public HashAlgorithm prfHash() {
        return prfHash;
    }
}
