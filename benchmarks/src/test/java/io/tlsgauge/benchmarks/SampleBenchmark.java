package io.tlsgauge.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.infra.IterationParams;

/** Looks like a handshake benchmark from outside, for the tests of what runs benchmarks; measures nothing. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class SampleBenchmark {
    /** The parameter whose type tells its values. */
    public enum Mood {
        WELL,
        SPEAKING,
        FAILING,
        FAILING_LATER
    }

    /** The totals of an iteration. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Totals {
        public long serverNanos;
        public long clientNanos;
        public long handshakes;
    }

    /** One thread's part. */
    @State(Scope.Thread)
    public static class Client {
        @Param({"FULL", "TICKET"})
        String kind;

        @Param("WELL")
        Mood mood;

        @Param("1")
        int size;

        private LatencyRecorder latencies;
        private int iterations;

        @Setup(Level.Trial)
        public void startFork(BenchmarkParams benchmark) {
            latencies = new LatencyRecorder(benchmark);
            if (mood == Mood.SPEAKING) {
                System.out.println("a fork speaks");
            }
        }

        @Setup(Level.Iteration)
        public void startIteration(IterationParams iteration) {
            latencies.startIteration(iteration);
            iterations++;
        }

        @TearDown(Level.Trial)
        public void endFork() throws IOException {
            latencies.write();
        }
    }

    @Benchmark
    public void handshake(Client client, Totals totals) {
        if (client.mood == Mood.FAILING || client.mood == Mood.FAILING_LATER && client.iterations > 2) {
            throw new IllegalStateException("a full handshake where a resumption was asked for");
        }
        long start = System.nanoTime();
        Blackhole.consumeCPU(1_000);
        long nanos = System.nanoTime() - start;
        totals.serverNanos += nanos;
        totals.clientNanos += nanos;
        totals.handshakes++;
        client.latencies.record(nanos);
    }
}
