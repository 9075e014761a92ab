package io.tlsgauge.engine.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.bc.BcCryptoProvider;
import io.tlsgauge.engine.crypto.jca.JdkCryptoProvider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CalibrationTest {
    private static final List<CipherSuite> GCM = List.of(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256);

    @Test
    void everyPartIsPickedAndTheMixIsAChoiceLikeAnyOther() {
        Crypto auto = Crypto.of("auto");

        Map<String, String> picked = parts(auto.toString());
        assertEquals(
                List.of("agreement", "cipher", "prf", "rsa", "signature"),
                picked.keySet().stream().sorted().toList());
        assertEquals(auto.toString(), Crypto.of(auto.toString()).toString());
    }

    @Test
    void noSuiteIsLostThatAProviderHas() {
        RecordCipherProvider picked = Crypto.of("auto").cipher();

        for (CipherSuite suite : CipherSuite.values()) {
            assertTrue(picked.supports(suite), suite.name());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CipherSuite.class,
            names = {
                "TLS_RSA_WITH_AES_256_CBC_SHA",
                "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
                "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256"
            })
    void whatIsPickedSpeaksTheSuiteThatIsTimed(CipherSuite suite) {
        assertTrue(Crypto.auto(List.of(suite)).cipher().supports(suite));
    }

    @Test
    void missingProviderIsNeverPicked() {
        String mix = new Calibration(List.of(new Missing(), new JdkCryptoProvider()), GCM).mix();

        assertFalse(mix.contains("missing"), mix);
    }

    @Test
    void partThatOneAloneHasIsTakenFromIt() {
        assertEquals(
                "jdk",
                parts(new Calibration(List.of(new Missing(), new JdkCryptoProvider()), GCM).mix())
                        .get("agreement"));
        assertEquals(
                "rsa=bc,prf=bc,cipher=bc,agreement=bc,signature=bc",
                new Calibration(List.of(new BcCryptoProvider()), GCM).mix());
    }

    @Test
    void providerWhoseResultIsWrongIsNotPickedHoweverFast() {
        String mix = new Calibration(List.of(new Wrong(), new BcCryptoProvider()), GCM).mix();

        assertEquals("bc", parts(mix).get("rsa"));
    }

    @Test
    void fasterOfTwoWins() {
        Contest contest = new Contest(Contest.Length.ofMillis(5, 50));
        contest.enter("slow", () -> () -> digest(2_000));
        contest.enter("fast", () -> () -> digest(1));

        assertEquals("fast", contest.winner());
    }

    @Test
    void contenderThatFailsIsOutOfTheContest() {
        Contest contest = new Contest(Contest.Length.ofMillis(5, 50));
        Contest.Work never = () -> {
            throw new IllegalStateException("cannot");
        };
        contest.enter("failing", () -> never);
        contest.enter("only", () -> () -> digest(1));

        assertEquals("only", contest.winner());
    }

    @Test
    void contestThatNobodyCanWinSaysSo() {
        assertThrows(IllegalStateException.class, () -> new Contest(Contest.Length.ofMillis(1, 1)).winner());
    }

    private static void digest(int blocks) {
        Digest digest = new BcCryptoProvider().prf().orElseThrow().newDigest(HashAlgorithm.SHA256);
        byte[] block = new byte[64];
        for (int i = 0; i < blocks; i++) {
            digest.update(block, 0, block.length);
        }
        digest.digest(block, 0);
    }

    private static Map<String, String> parts(String mix) {
        return Stream.of(mix.split(","))
                .map(part -> part.split("="))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    /** A provider that is not for this machine. */
    private static class Missing implements CryptoProvider {
        @Override
        public String name() {
            return "missing";
        }

        @Override
        public Optional<RsaProvider> rsa() {
            return Optional.empty();
        }

        @Override
        public Optional<DigestProvider> prf() {
            return Optional.empty();
        }

        @Override
        public Optional<RecordCipherProvider> cipher() {
            return Optional.empty();
        }
    }

    /** A provider that is fast because it does nothing. */
    private static final class Wrong extends Missing {
        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public Optional<RsaProvider> rsa() {
            return Optional.of(new RsaProvider() {
                @Override
                public PrivateOperation privateOperation(RSAPrivateKey key) {
                    return block -> block;
                }

                @Override
                public byte[] publicOperation(RSAPublicKey key, byte[] block) {
                    return new byte[block.length];
                }
            });
        }
    }
}
