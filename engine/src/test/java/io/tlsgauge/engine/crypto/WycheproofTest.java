package io.tlsgauge.engine.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Wycheproof project's vectors, where they lie beside the project, with every provider. */
class WycheproofTest {
    private static final Path VECTORS = Path.of("..", "..", "shared", "vectors");

    @ParameterizedTest
    @CsvSource({"jdk,2048", "bc,2048", "jdk,3072", "bc,3072", "jdk,4096", "bc,4096"})
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
    @CsvSource({"jdk,SHA256", "bc,SHA256", "jdk,SHA384", "bc,SHA384"})
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
    @CsvSource({"jdk", "bc"})
    void gcmSealsAndOpensAsItMust(String provider) throws Exception {
        RecordCipherProvider ciphers = Crypto.of(provider).cipher();
        int seen = 0;
        for (JsonNode group : groups("aes_gcm_test.json")) {
            if (group.get("ivSize").asInt() != 96
                    || group.get("tagSize").asInt() != 128
                    || group.get("keySize").asInt() == 192) {
                continue;
            }
            for (JsonNode test : group.get("tests")) {
                assertGcm(ciphers, test);
                seen++;
            }
        }
        assertTrue(seen > 20, "only " + seen + " vectors");
    }

    private static void assertGcm(RecordCipherProvider ciphers, JsonNode test) {
        byte[] message = hex(test, "msg");
        byte[] aad = hex(test, "aad");
        byte[] sealed = HexFormat.of()
                .parseHex(test.get("ct").asString() + test.get("tag").asString());
        byte[] opened = new byte[sealed.length];
        boolean right = ciphers.newAesGcm(Aead.Direction.OPEN, hex(test, "key"))
                .open(hex(test, "iv"), aad, aad.length, sealed, 0, sealed.length, opened, 0);
        boolean valid = test.get("result").asString().equals("valid");
        assertEquals(valid, right, test.toString());
        if (valid) {
            assertArrayEquals(message, Arrays.copyOf(opened, message.length), test.toString());
            byte[] buffer = Arrays.copyOf(message, sealed.length);
            ciphers.newAesGcm(Aead.Direction.SEAL, hex(test, "key"))
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
}
