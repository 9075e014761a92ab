package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
 * Random bytes, as many as a hello has: of the engine's own generator, and of the system's, which is a lock that all
 * threads share.
 *
 * <p>A server has one source for all of its connections, and so have the threads. Each operation proves that the bytes
 * are others than the ones before them.
 *
 * <pre>java -jar benchmarks.jar RandomBenchmark -t 2</pre>
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class RandomBenchmark {
    /** Where random bytes come from. */
    public enum Source {
        /** The engine's generator, one a thread. */
        FAST_KEY_ERASURE(FastKeyErasureRandom::new),
        /** What Java has on this system by default. */
        SYSTEM(SecureRandom::new);

        private final Supplier<SecureRandom> open;

        Source(Supplier<SecureRandom> open) {
            this.open = open;
        }
    }

    /** What all threads share. */
    @State(Scope.Benchmark)
    public static class Server {
        /** Where random bytes come from. */
        @Param({"FAST_KEY_ERASURE", "SYSTEM"})
        public Source source;

        private SecureRandom random;

        /** Opens the source. */
        @Setup(Level.Trial)
        public void open() {
            random = source.open.get();
        }
    }

    /** A thread's bytes. */
    @State(Scope.Thread)
    public static class Hello {
        /** How many bytes are drawn; a hello's random has 32 (RFC 5246 §7.4.1.2). */
        @Param("32")
        public int length;

        private byte[] bytes;
        private byte[] last;

        /** Makes room. */
        @Setup(Level.Trial)
        public void prepare() {
            if (length < 16) {
                throw new IllegalArgumentException("length=" + length + ": fewer bytes than 16 may come twice");
            }
            bytes = new byte[length];
            last = new byte[length];
        }
    }

    /** The random of a hello. */
    @Benchmark
    public byte[] nextBytes(Server server, Hello hello) {
        byte[] drawn = hello.last;
        server.random.nextBytes(drawn);
        if (Arrays.equals(drawn, hello.bytes)) {
            throw new IllegalStateException(server.source + " gives the same bytes again");
        }
        hello.last = hello.bytes;
        hello.bytes = drawn;
        return drawn;
    }
}
