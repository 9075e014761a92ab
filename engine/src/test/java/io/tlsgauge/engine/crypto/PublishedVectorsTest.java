package io.tlsgauge.engine.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published vectors, with every provider. */
class PublishedVectorsTest {
    private static final byte[] TEST_LABEL = "test label".getBytes(StandardCharsets.US_ASCII);

    /** The vectors for TLS 1.2's PRF from the IETF's TLS mailing list. */
    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void prfExpandsToThePublishedVectors(String provider) {
        assertPrf(
                provider,
                HashAlgorithm.SHA256,
                "9bbe436ba940f017b17652849a71db35",
                "a0ba9f936cda311827a6f796ffd5198c",
                "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a6b301791e90d35c9c9a46b4e14baf9af0fa0"
                        + "22f7077def17abfd3797c0564bab4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701"
                        + "87347b66");
        assertPrf(
                provider,
                HashAlgorithm.SHA384,
                "b80b733d6ceefcdc71566ea48e5567df",
                "cd665cf6a8447dd6ff8b27555edb7465",
                "7b0c18e9ced410ed1804f2cfa34a336a1c14dffb4900bb5fd7942107e81c83cde9ca0faa60be9fe34f82b1233c9146a0e534"
                        + "cb400fed2700884f9dc236f80edd8bfa961144c9e8d792eca722a7b32fc3d416d473ebc2c5fd4abfdad05d918425"
                        + "9b5bf8cd4d90fa0d31e2dec479e4f1a26066f2eea9a69236a3e52655c9e9aee691c8f3a26854308d5eaa3be85e09"
                        + "90703d73e56f");
    }

    /** RFC 4231 test case 2, and RFC 2202's for SHA-1. */
    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void hmacIsThePublishedOne(String provider) {
        assertHmac(provider, HashAlgorithm.SHA1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assertHmac(provider, HashAlgorithm.SHA256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertHmac(
                provider,
                HashAlgorithm.SHA384,
                "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649");
    }

    /** NIST SP 800-38A F.2.1 and F.2.2. */
    @ParameterizedTest
    @ValueSource(strings = {"jdk", "bc", "accp", "conscrypt"})
    void cbcIsThePublishedOneBothWays(String provider) {
        byte[] key = hex("2b7e151628aed2a6abf7158809cf4f3c");
        byte[] iv = hex("000102030405060708090a0b0c0d0e0f");
        byte[] plain = hex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
        byte[] sealed = hex("7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2");
        RecordCipherProvider ciphers = Crypto.of(provider).cipher();
        byte[] out = plain.clone();
        ciphers.newAesCbc(BlockCipher.Direction.ENCRYPT, key).process(iv, 0, out, 0, out.length, out, 0);
        assertArrayEquals(sealed, out);
        ciphers.newAesCbc(BlockCipher.Direction.DECRYPT, key).process(iv, 0, sealed, 0, sealed.length, out, 0);
        assertArrayEquals(plain, out);
    }

    private static void assertPrf(String provider, HashAlgorithm hash, String secret, String seed, String expected) {
        byte[] wanted = hex(expected);
        byte[] out = new byte[wanted.length];
        PrfSecret.of(Crypto.of(provider).prf(), hash, hex(secret))
                .expand(TEST_LABEL, hex(seed), new byte[0], out, 0, out.length);
        assertArrayEquals(wanted, out);
    }

    private static void assertHmac(String provider, HashAlgorithm hash, String expected) {
        HmacKey key = HmacKey.of(Crypto.of(provider).prf(), hash, "Jefe".getBytes(StandardCharsets.US_ASCII));
        byte[] message = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
        Digest digest = key.start();
        digest.update(message, 0, message.length);
        byte[] out = new byte[key.length()];
        key.finish(digest, out, 0);
        assertArrayEquals(hex(expected), out);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
