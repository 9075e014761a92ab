package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.latency.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Records the latency of every operation of one benchmark thread, and writes them as an interval log when the
 * fork ends. A thread's state owns one:
 *
 * <pre>{@code
 * @State(Scope.Thread)
 * public static class Client {
 *     private LatencyRecorder latencies;
 *
 *     @Setup(Level.Trial)
 *     public void startFork(BenchmarkParams benchmark) {
 *         latencies = new LatencyRecorder(benchmark);
 *     }
 *
 *     @Setup(Level.Iteration)
 *     public void startIteration(IterationParams iteration) {
 *         latencies.startIteration(iteration);
 *     }
 *
 *     @TearDown(Level.Trial)
 *     public void endFork() throws IOException {
 *         latencies.write();
 *     }
 * }
 * }</pre>
 *
 * <p>Warm-up is recorded too, so that the measured code is the code that was warmed up, and thrown away when
 * the first measured iteration starts. The histogram is allocated before the first operation, for up to a
 * minute at three significant digits, so that recording allocates nothing which the benchmark would be charged
 * for. Without the system property {@value ForkArguments#LATENCY_FOLDER} the same is done, but nothing written.
 * A fork that fails, or is told to end, writes what it had when its JVM ends.
 *
 * <p>Confined to its thread, but for what is written when the JVM ends.
 */
public final class LatencyRecorder {
    private static final long EXPECTED_MAXIMUM_NANOS = 60_000_000_000L;
    private static final AtomicInteger RECORDERS = new AtomicInteger();

    private final BenchmarkKey key;
    private final Histogram histogram = new Histogram(EXPECTED_MAXIMUM_NANOS, 3);
    private volatile boolean measuring;
    private boolean written;

    /** A recorder for the calling thread's part of {@code benchmark}. */
    public LatencyRecorder(BenchmarkParams benchmark) {
        this(benchmark, Map.of());
    }

    /**
     * A recorder for some of the operations of the calling thread's part of {@code benchmark}.
     *
     * @param which what they have in common, written like a parameter
     */
    public LatencyRecorder(BenchmarkParams benchmark, Map<String, String> which) {
        Map<String, String> params = new TreeMap<>(which);
        for (String name : benchmark.getParamsKeys()) {
            params.put(name, benchmark.getParam(name));
        }
        key = BenchmarkKey.of(benchmark.getBenchmark(), benchmark.getThreads(), params);
        histogram.setAutoResize(true);
        if (System.getProperty(ForkArguments.LATENCY_FOLDER) != null) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::rescue, "tlsgauge-latencies"));
        }
    }

    /** Must be called before every iteration; drops what was recorded during warm-up. */
    public void startIteration(IterationParams iteration) {
        if (!measuring) {
            histogram.reset();
            histogram.setStartTimeStamp(System.currentTimeMillis());
            measuring = iteration.getType() == IterationType.MEASUREMENT;
        }
    }

    /**
     * Records one operation.
     *
     * @param nanos how long it took, at least 0
     */
    public void record(long nanos) {
        histogram.recordValue(nanos);
    }

    /** Adds what was measured to {@code sum}. */
    void addTo(Histogram sum) {
        if (measuring) {
            sum.add(histogram);
        }
    }

    private void rescue() {
        try {
            write();
        } catch (IOException e) {
            System.err.println("the latencies of a fork that did not come to its end are lost: " + e);
        }
    }

    /**
     * Writes what was measured to a file of its own in the folder that the system property names, if it names one and
     * that was not done yet.
     *
     * @throws IOException if it cannot be written
     */
    public synchronized void write() throws IOException {
        String folder = System.getProperty(ForkArguments.LATENCY_FOLDER);
        if (folder == null || !measuring || written) {
            return;
        }
        written = true;
        histogram.setEndTimeStamp(System.currentTimeMillis());
        String recorder = ProcessHandle.current().pid() + "-" + RECORDERS.incrementAndGet();
        LatencyLog log = LatencyLog.of(List.of(histogram)).tagged(recorder);
        Path created = Files.createDirectories(Path.of(folder));
        log.write(created.resolve(key.fileStem() + "." + recorder + ".hlog"));
    }
}
