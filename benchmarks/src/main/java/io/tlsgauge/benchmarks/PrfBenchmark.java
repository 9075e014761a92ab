package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.crypto.PrfSecret;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The uses of the PRF in a handshake (RFC 5246 §5): the keying with a secret, the key block and verify_data.
 *
 * <p>A resumption asks for one key block and two verify_data under a secret that is keyed already; a full
 * handshake keys twice besides. The seed changes from one operation to the next, so that nothing is folded.
 *
 * <pre>java -jar benchmarks.jar PrfBenchmark -p provider=jdk,bc</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class PrfBenchmark {
    private static final int KEY_BLOCK_LENGTH = 40;
    private static final int VERIFY_DATA_LENGTH = 12;

    /** The crypto provider, or a mix of them. */
    @Param("jdk")
    public String provider;

    /** The cipher suite, whose hash is the PRF's. */
    @Param({"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_256_GCM_SHA384"})
    public CipherSuite suite;

    private final byte[] masterSecret = new byte[48];
    private final byte[] randoms = new byte[64];
    private final byte[] out = new byte[KEY_BLOCK_LENGTH];
    private DigestProvider digests;
    private PrfSecret keyed;

    /** Keys the PRF, and proves that it gives what another provider's gives. */
    @Setup(Level.Trial)
    public void prepare() {
        digests = Crypto.of(provider).prf();
        keyed = PrfSecret.of(digests, suite.prfHash(), masterSecret);
        String other = provider.equals("bc") ? "jdk" : "bc";
        byte[] expected = new byte[KEY_BLOCK_LENGTH];
        PrfSecret.of(Crypto.of(other).prf(), suite.prfHash(), masterSecret)
                .expand(PrfLabel.KEY_EXPANSION, randoms, expected, 0, KEY_BLOCK_LENGTH);
        keyed.expand(PrfLabel.KEY_EXPANSION, randoms, out, 0, KEY_BLOCK_LENGTH);
        if (!Arrays.equals(expected, out)) {
            throw new IllegalStateException("the PRFs of " + provider + " and " + other + " differ");
        }
    }

    /** HMAC's pads hashed under a new secret. */
    @Benchmark
    public PrfSecret key() {
        masterSecret[0]++;
        return PrfSecret.of(digests, suite.prfHash(), masterSecret);
    }

    /** The key block of AES-128-GCM. */
    @Benchmark
    public byte[] keyBlock() {
        return expand(PrfLabel.KEY_EXPANSION, KEY_BLOCK_LENGTH);
    }

    /** A Finished's verify_data. */
    @Benchmark
    public byte[] verifyData() {
        return expand(PrfLabel.CLIENT_FINISHED, VERIFY_DATA_LENGTH);
    }

    private byte[] expand(PrfLabel label, int length) {
        randoms[0]++;
        keyed.expand(label, randoms, out, 0, length);
        return out;
    }
}
