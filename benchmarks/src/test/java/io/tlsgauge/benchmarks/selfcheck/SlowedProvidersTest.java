package io.tlsgauge.benchmarks.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.JdkHome;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.benchmarks.measurement.Measurement;
import io.tlsgauge.benchmarks.measurement.Profile;
import io.tlsgauge.benchmarks.measurement.Progress;
import io.tlsgauge.benchmarks.measurement.Trial;
import io.tlsgauge.engine.crypto.Aead;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.results.selfcheck.Slowdown;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlowedProvidersTest {
    @TempDir
    Path out;

    @Test
    void delaysAreWhatTheSlowdownsSay() {
        assertEquals(30_000, new ThreePercentSlower().delayNanos(1_000_000));
        assertEquals(0, new ThreePercentSlower().delayNanos(20_000_000));
        assertEquals(25_000, new FiftyMicrosSlower().delayNanos(1_000_000));
    }

    @Test
    void cipherThatSealsIsMadeAfterTheDelayAndOneThatOpensAtOnce() {
        List<Long> worked = new ArrayList<>();
        SlowedCryptoProvider slowed = new SlowedCryptoProvider(Slowdown.FIFTY_MICROS, nanos -> {
            worked.add(nanos);
            return 1_000_000;
        }) {};
        RecordCipherProvider ciphers = slowed.cipher().orElseThrow();

        ciphers.newAesGcm(Aead.Direction.OPEN, new byte[16]).close();
        assertEquals(List.of(), worked);
        long start = System.nanoTime();
        ciphers.newAesGcm(Aead.Direction.SEAL, new byte[16]).close();

        assertTrue(System.nanoTime() - start >= 1_000_000, "the delay is too short");
        assertEquals(1, worked.size());
        // two sides that shared ciphers would find key schedules made already, and be faster for it
        assertNotSame(ciphers, slowed.cipher().orElseThrow());
    }

    @Test
    void forksFindTheSlowedProvidersAndNobodyElseDoes() throws Exception {
        String provider = Slowdown.FIFTY_MICROS.provider();
        assertThrows(IllegalArgumentException.class, () -> Crypto.of(provider));
        String classPath = System.getProperty("java.class.path");
        Measurement measurement = Measurement.begin(
                out,
                List.of("self-check"),
                List.of(JdkHome.current(ForkArguments.measured())),
                new Profile("tiny", 1, 1, 1, 1, Duration.ofMillis(50), 0),
                List.of(new Trial(
                        "\\.HandshakeBenchmark\\.handshake$", 1, Map.of("kind", "SESSION_ID", "provider", provider))),
                1,
                new Progress(new PrintStream(OutputStream.nullOutputStream()), false));

        SlowedProviderPath path = new SlowedProviderPath(out);
        try {
            measurement.run();
        } finally {
            path.restore();
        }

        assertEquals(classPath, System.getProperty("java.class.path"));
        assertEquals(1, measurement.folders().get(0).results().all().size());
    }
}
