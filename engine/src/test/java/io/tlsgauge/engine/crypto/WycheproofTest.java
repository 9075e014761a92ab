package io.tlsgauge.engine.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Wycheproof project's vectors, where they lie beside the project, with every provider. */
class WycheproofTest {
    /**
     * Where the JDK's ECDSA goes its own way without harm: it reads DER's integers without their sign, and JDK 17
     * refuses the one signature in 2^128 whose x lies above the order.
     */
    private static final Set<Integer> JDKS_OWN_ECDSA = Set.of(6, 350, 479);

    private static final Path VECTORS = Path.of("..", "..", "shared", "vectors");

    @ParameterizedTest
    @CsvSource({
        "jdk,2048", "bc,2048", "accp,2048", "conscrypt,2048",
        "jdk,3072", "bc,3072", "accp,3072", "conscrypt,3072",
        "jdk,4096", "bc,4096", "accp,4096", "conscrypt,4096"
    })
    void unpaddingAcceptsAndRefusesAsItMust(String provider, int bits) throws Exception {
        int seen = 0;
        for (JsonNode group : groups("rsa_pkcs1_" + bits + "_test.json")) {
            RSAPrivateKey key = (RSAPrivateKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(hex(group, "privateKeyPkcs8")));
            RsaProvider.PrivateOperation operation = Crypto.of(provider).rsa().privateOperation(key);
            for (JsonNode test : group.get("tests")) {
                byte[] message = new byte[hex(test, "msg").length];
                byte[] ciphertext = hex(test, "ct");
                byte[] block = operation.apply(Arrays.copyOf(ciphertext, bits / 8));
                int right = Pkcs1.unpad(block, message) & ConstantTime.eq(ciphertext.length, bits / 8);
                boolean valid = !test.get("result").asString().equals("invalid");
                assertEquals(valid ? -1 : 0, right, test.toString());
                if (valid) {
                    assertArrayEquals(hex(test, "msg"), message, test.toString());
                }
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    @ParameterizedTest
    @CsvSource({
        "jdk,SHA256", "bc,SHA256", "accp,SHA256", "conscrypt,SHA256",
        "jdk,SHA384", "bc,SHA384", "accp,SHA384", "conscrypt,SHA384"
    })
    void hmacIsWhatItMustBe(String provider, HashAlgorithm hash) throws Exception {
        int seen = 0;
        for (JsonNode group : groups("hmac_sha" + hash.length() * 8 + "_test.json")) {
            for (JsonNode test : group.get("tests")) {
                HmacKey key = HmacKey.of(Crypto.of(provider).prf(), hash, hex(test, "key"));
                byte[] message = hex(test, "msg");
                Digest digest = key.start();
                digest.update(message, 0, message.length);
                byte[] mac = new byte[key.length()];
                key.finish(digest, mac, 0);
                byte[] tag = hex(test, "tag");
                boolean same = Arrays.equals(tag, Arrays.copyOf(mac, tag.length));
                assertEquals(test.get("result").asString().equals("valid"), same, test.toString());
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    @ParameterizedTest
    @CsvSource({"jdk", "bc", "accp", "conscrypt"})
    void gcmSealsAndOpensAsItMust(String provider) throws Exception {
        int seen = 0;
        for (JsonNode group : groups("aes_gcm_test.json")) {
            if (group.get("ivSize").asInt() != 96
                    || group.get("tagSize").asInt() != 128
                    || group.get("keySize").asInt() == 192) {
                continue;
            }
            for (JsonNode test : group.get("tests")) {
                assertAead((way, key) -> freshCiphers(provider).newAesGcm(way, key), test);
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    @ParameterizedTest
    @CsvSource({"jdk", "bc", "conscrypt"})
    void chaCha20Poly1305SealsAndOpensAsItMust(String provider) throws Exception {
        int seen = 0;
        for (JsonNode group : groups("chacha20_poly1305_test.json")) {
            if (group.get("ivSize").asInt() != 96) {
                continue;
            }
            for (JsonNode test : group.get("tests")) {
                assertAead((way, key) -> freshCiphers(provider).newChaCha20Poly1305(way, key), test);
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    @ParameterizedTest
    @CsvSource({"jdk", "bc"})
    void x25519AgreesAsItMustAndRefusesSecretsThatAreKnownBeforehand(String provider) throws Exception {
        KeyAgreementProvider agreement = Crypto.of(provider).agreement();
        int seen = 0;
        for (JsonNode group : groups("x25519_test.json")) {
            for (JsonNode test : group.get("tests")) {
                KeyAgreementProvider.EphemeralKey key =
                        agreement.newEphemeralKey(NamedGroup.X25519, new GivenBytes(hex(test, "private")));
                byte[] peer = hex(test, "public");
                if (test.get("flags").toString().contains("ZeroSharedSecret")) {
                    assertIllegal(key, peer, test);
                } else {
                    assertArrayEquals(hex(test, "shared"), key.agree(peer), test.toString());
                }
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    @ParameterizedTest
    @CsvSource({"jdk,SECP256R1", "bc,SECP256R1", "jdk,SECP384R1", "bc,SECP384R1"})
    void onlyUncompressedPointsOfTheCurveAreTaken(String provider, NamedGroup named) throws Exception {
        KeyAgreementProvider.EphemeralKey key =
                Crypto.of(provider).agreement().newEphemeralKey(named, new FastKeyErasureRandom());
        int seen = 0;
        for (JsonNode group : groups("ecdh_" + named.jcaName() + "_ecpoint_test.json")) {
            for (JsonNode test : group.get("tests")) {
                byte[] peer = hex(test, "public");
                if (test.get("result").asString().equals("valid")) {
                    assertEquals(named.coordinateLength(), key.agree(peer).length, test.toString());
                } else {
                    assertIllegal(key, peer, test);
                }
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    @ParameterizedTest
    @CsvSource({
        "jdk,ecdsa_secp256r1_sha256,EC,ECDSA_SECP256R1_SHA256",
        "bc,ecdsa_secp256r1_sha256,EC,ECDSA_SECP256R1_SHA256",
        "accp,ecdsa_secp256r1_sha256,EC,ECDSA_SECP256R1_SHA256",
        "jdk,rsa_signature_2048_sha256,RSA,RSA_PKCS1_SHA256",
        "bc,rsa_signature_2048_sha256,RSA,RSA_PKCS1_SHA256",
        "accp,rsa_signature_2048_sha256,RSA,RSA_PKCS1_SHA256"
    })
    void onlyTheOwnersSignaturesAreTaken(String provider, String file, String keyType, SignatureScheme scheme)
            throws Exception {
        SignatureProvider signatures = Crypto.of(provider).signature();
        int seen = 0;
        for (JsonNode group : groups(file + "_test.json")) {
            PublicKey key =
                    KeyFactory.getInstance(keyType).generatePublic(new X509EncodedKeySpec(hex(group, "publicKeyDer")));
            for (JsonNode test : group.get("tests")) {
                String result = test.get("result").asString();
                boolean taken = signatures.verify(scheme, key, hex(test, "msg"), hex(test, "sig"));
                boolean either = result.equals("acceptable")
                        || file.startsWith("ecdsa")
                                && provider.equals("jdk")
                                && JDKS_OWN_ECDSA.contains(test.get("tcId").asInt());
                assertTrue(either || taken == result.equals("valid"), test::toString);
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    private static void assertIllegal(KeyAgreementProvider.EphemeralKey key, byte[] peer, JsonNode test) {
        TlsException refusal = assertThrows(TlsException.class, () -> key.agree(peer), test::toString);
        assertEquals(AlertDescription.ILLEGAL_PARAMETER, refusal.alert(), test.toString());
    }

    /** Vectors share keys and nonces, and a cipher that is kept for the next connection refuses to see a pair again. */
    private static RecordCipherProvider freshCiphers(String provider) {
        return Crypto.of(provider).cipher();
    }

    private static void assertAead(BiFunction<Aead.Direction, byte[], Aead> ciphers, JsonNode test) {
        byte[] message = hex(test, "msg");
        byte[] aad = hex(test, "aad");
        byte[] sealed = HexFormat.of()
                .parseHex(test.get("ct").asString() + test.get("tag").asString());
        byte[] opened = new byte[sealed.length];
        boolean right = ciphers.apply(Aead.Direction.OPEN, hex(test, "key"))
                .open(hex(test, "iv"), aad, aad.length, sealed, 0, sealed.length, opened, 0);
        boolean valid = test.get("result").asString().equals("valid");
        assertEquals(valid, right, test.toString());
        if (valid) {
            assertArrayEquals(message, Arrays.copyOf(opened, message.length), test.toString());
            byte[] buffer = Arrays.copyOf(message, sealed.length);
            ciphers.apply(Aead.Direction.SEAL, hex(test, "key"))
                    .seal(hex(test, "iv"), aad, aad.length, buffer, 0, message.length);
            assertArrayEquals(sealed, buffer, test.toString());
        }
    }

    private static JsonNode groups(String file) {
        assumeTrue(Files.isDirectory(VECTORS), "skipped: no vectors at " + VECTORS);
        return JsonMapper.shared().readTree(VECTORS.resolve(file)).get("testGroups");
    }

    private static byte[] hex(JsonNode node, String field) {
        return HexFormat.of().parseHex(node.get(field).asString());
    }

    /** A private key as a vector gives it, in place of randomness. */
    private static final class GivenBytes extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] given;

        GivenBytes(byte[] given) {
            this.given = given;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            assertEquals(given.length, bytes.length);
            System.arraycopy(given, 0, bytes, 0, given.length);
        }
    }
}
