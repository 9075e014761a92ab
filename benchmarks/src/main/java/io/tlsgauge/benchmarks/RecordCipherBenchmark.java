package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.record.RecordOpener;
import io.tlsgauge.engine.record.RecordSealer;
import io.tlsgauge.engine.record.tls12.RecordProtection;
import io.tlsgauge.engine.wire.ContentType;
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
 * One record under fresh keys, sealed and opened, as each direction of a handshake does for its Finished, and
 * as application data would under keys that stay.
 *
 * <p>The keys change from one operation to the next in {@code freshKeys}, since their set-up is what is to be
 * measured. Each opening proves the length that was sealed; a wrong tag fails the iteration.
 *
 * <pre>java -jar benchmarks.jar RecordCipherBenchmark -p provider=jdk,bc -p length=16</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@State(Scope.Thread)
public class RecordCipherBenchmark {
    private static final int ROOM = 512;

    /** The crypto provider, or a mix of them. */
    @Param("jdk")
    public String provider;

    /** The cipher suite. */
    @Param({"TLS_RSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_CBC_SHA"})
    public CipherSuite suite;

    /** The plaintext's length in bytes; a Finished has 16. */
    @Param({"16", "16384"})
    public int length;

    private final FastKeyErasureRandom random = new FastKeyErasureRandom();
    private RecordProtection protection;
    private RecordProtection peersProtection;
    private byte[] macKey;
    private byte[] key;
    private byte[] iv;
    private byte[] buffer;
    private byte[] opened;
    private RecordSealer sealer;
    private RecordOpener opener;
    private long sequenceNumber;

    /** Makes keys and buffers. */
    @Setup(Level.Trial)
    public void prepare() {
        protection = new RecordProtection(Crypto.of(provider).cipher(), suite, false);
        // Each with ciphers of its own, as on two machines: one that has the other's key already is set up at half
        // price.
        peersProtection = new RecordProtection(Crypto.of(provider).cipher(), suite, false);
        macKey = new byte[protection.macKeyLength()];
        key = new byte[suite.keyLength()];
        iv = new byte[protection.fixedIvLength()];
        buffer = new byte[length + ROOM];
        opened = new byte[length + ROOM];
        sealer = newSealer();
        opener = newOpener();
    }

    /** A record under fresh keys, both sides. */
    @Benchmark
    public byte[] freshKeys() throws TlsException {
        key[0]++;
        try (RecordSealer freshSealer = newSealer();
                RecordOpener freshOpener = newOpener()) {
            return sealAndOpen(freshSealer, freshOpener, 0);
        }
    }

    /** A record under keys that stay, both sides. */
    @Benchmark
    public byte[] sameKeys() throws TlsException {
        return sealAndOpen(sealer, opener, sequenceNumber++);
    }

    private byte[] sealAndOpen(RecordSealer with, RecordOpener by, long number) throws TlsException {
        with.seal(number, ContentType.APPLICATION_DATA, buffer, with.prefixLength(), length);
        int plaintextLength =
                by.open(number, ContentType.APPLICATION_DATA, buffer, 0, with.sealedLength(length), opened, 0);
        if (plaintextLength != length) {
            throw new IllegalStateException(plaintextLength + " bytes came back, not " + length);
        }
        return opened;
    }

    private RecordSealer newSealer() {
        return protection.sealer(macKey, key, iv, random);
    }

    private RecordOpener newOpener() {
        return peersProtection.opener(macKey, key, iv);
    }
}
