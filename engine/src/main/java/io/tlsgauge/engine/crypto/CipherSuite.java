package io.tlsgauge.engine.crypto;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The cipher suites of the engine, with what each asks for (RFC 5246 appendix A.5, RFC 5288, 5289, 7905, 8422).
 *
 * <p>They stand in the order of preference that holds unless another is given: forward secrecy before none,
 * authenticated encryption before CBC, the shorter key first.
 */
public enum CipherSuite {
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B, KeyExchange.ECDHE_ECDSA, 16, Protection.AES_GCM),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F, KeyExchange.ECDHE_RSA, 16, Protection.AES_GCM),
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C, KeyExchange.ECDHE_ECDSA, 32, Protection.AES_GCM),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030, KeyExchange.ECDHE_RSA, 32, Protection.AES_GCM),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA9, KeyExchange.ECDHE_ECDSA, 32, Protection.CHACHA20_POLY1305),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA8, KeyExchange.ECDHE_RSA, 32, Protection.CHACHA20_POLY1305),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xC023, KeyExchange.ECDHE_ECDSA, 16, HashAlgorithm.SHA256),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027, KeyExchange.ECDHE_RSA, 16, HashAlgorithm.SHA256),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xC024, KeyExchange.ECDHE_ECDSA, 32, HashAlgorithm.SHA384),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028, KeyExchange.ECDHE_RSA, 32, HashAlgorithm.SHA384),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xC009, KeyExchange.ECDHE_ECDSA, 16, HashAlgorithm.SHA1),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xC013, KeyExchange.ECDHE_RSA, 16, HashAlgorithm.SHA1),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xC00A, KeyExchange.ECDHE_ECDSA, 32, HashAlgorithm.SHA1),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xC014, KeyExchange.ECDHE_RSA, 32, HashAlgorithm.SHA1),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C, KeyExchange.RSA, 16, Protection.AES_GCM),
    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D, KeyExchange.RSA, 32, Protection.AES_GCM),
    TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C, KeyExchange.RSA, 16, HashAlgorithm.SHA256),
    TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D, KeyExchange.RSA, 32, HashAlgorithm.SHA256),
    TLS_RSA_WITH_AES_128_CBC_SHA(0x002F, KeyExchange.RSA, 16, HashAlgorithm.SHA1),
    TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, KeyExchange.RSA, 32, HashAlgorithm.SHA1);

    /** How a suite protects its records. */
    public enum Protection {
        /** AES in Galois/Counter Mode (RFC 5288). */
        AES_GCM,
        /** ChaCha20 and Poly1305 (RFC 7905). */
        CHACHA20_POLY1305,
        /** AES in Cipher Block Chaining mode with an HMAC (RFC 5246 §6.2.3.2). */
        AES_CBC
    }

    private static final List<Optional<CipherSuite>> BY_CODE = Arrays.stream(values())
            .sorted(Comparator.comparingInt(CipherSuite::code))
            .map(Optional::of)
            .toList();
    private static final int[] CODES =
            BY_CODE.stream().mapToInt(suite -> suite.get().code).toArray();
    private static final Map<String, CipherSuite> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(CipherSuite::name, Function.identity()));

    private final int code;
    private final KeyExchange keyExchange;
    private final int keyLength;
    private final Protection protection;
    private final HashAlgorithm macHash;
    private final HashAlgorithm prfHash;

    /** An AEAD suite, whose PRF hash goes with the key's length; ChaCha20's is SHA-256. */
    CipherSuite(int code, KeyExchange keyExchange, int keyLength, Protection protection) {
        this.code = code;
        this.keyExchange = keyExchange;
        this.keyLength = keyLength;
        this.protection = protection;
        this.prfHash =
                protection == Protection.AES_GCM && keyLength == 32 ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256;
        this.macHash = prfHash;
    }

    /** A CBC suite, whose PRF hash is SHA-256 unless the MAC's is stronger (RFC 5246 §5, RFC 5289 §3.1). */
    CipherSuite(int code, KeyExchange keyExchange, int keyLength, HashAlgorithm macHash) {
        this.code = code;
        this.keyExchange = keyExchange;
        this.keyLength = keyLength;
        this.protection = Protection.AES_CBC;
        this.prfHash = macHash == HashAlgorithm.SHA384 ? HashAlgorithm.SHA384 : HashAlgorithm.SHA256;
        this.macHash = macHash;
    }

    /** The suite's code on the wire, two bytes. */
    public int code() {
        return code;
    }

    /** The suite with this code, or empty where the engine does not have it. */
    public static Optional<CipherSuite> ofCode(int code) {
        int place = Arrays.binarySearch(CODES, code);
        return place < 0 ? Optional.empty() : BY_CODE.get(place);
    }

    /**
     * The suite with this name.
     *
     * @throws IllegalArgumentException that lists the names there are
     */
    public static CipherSuite ofName(String name) {
        CipherSuite suite = BY_NAME.get(name);
        if (suite == null) {
            throw new IllegalArgumentException(
                    "no cipher suite '" + name + "': choose one of " + Arrays.toString(values()));
        }
        return suite;
    }

    /** How client and server come to the premaster secret. */
    public KeyExchange keyExchange() {
        return keyExchange;
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
