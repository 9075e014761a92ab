package io.tlsgauge.results.table;

import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.Metric;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * The figures of one handshake benchmark. Empty is what was not measured; an interval also where there is one fork.
 *
 * @param benchmark the benchmark's class without its package
 * @param kind FULL, SESSION_ID or TICKET
 * @param provider who does the cryptography
 * @param suite the cipher suite
 * @param keyBits the size of the server's key
 * @param busyPercent for how much of its processors' time clients kept the server busy, where that was a parameter
 * @param threads the benchmark's threads
 * @param handshakesPerSecond of all threads together
 * @param low the lower end of the interval of 95 % of {@code handshakesPerSecond}, by how far forks lie apart
 * @param high its upper end
 * @param serverMicros the server's time per handshake, µs: all of it over all handshakes
 * @param clientMicros the client's, likewise
 * @param p50Micros the median latency of a handshake, µs
 * @param p99Micros the 99th percentile, µs
 * @param p999Micros the 99.9th percentile, µs
 * @param allocatedBytes bytes allocated per handshake, by all sides that are in the benchmark's process
 */
public record HandshakeRow(
        String benchmark,
        String kind,
        String provider,
        String suite,
        String keyBits,
        String busyPercent,
        int threads,
        double handshakesPerSecond,
        OptionalDouble low,
        OptionalDouble high,
        OptionalDouble serverMicros,
        OptionalDouble clientMicros,
        OptionalDouble p50Micros,
        OptionalDouble p99Micros,
        OptionalDouble p999Micros,
        OptionalDouble allocatedBytes) {
    private static final double CONFIDENCE = 0.95;
    private static final long SEED = 1;
    private static final int DRAWS = 10_000;
    private static final List<String> KINDS = List.of("FULL", "SESSION_ID", "TICKET");
    private static final Map<String, Double> PER_SECOND =
            Map.of("ops/s", 1.0, "ops/ms", 1e3, "ops/us", 1e6, "ops/ns", 1e9, "ops/min", 1 / 60.0);

    /** By benchmark, kind (FULL, SESSION_ID, TICKET, then others by name), provider, suite, key, load and threads. */
    static final Comparator<HandshakeRow> ORDER = Comparator.comparing(HandshakeRow::benchmark)
            .thenComparing(row -> KINDS.contains(row.kind) ? KINDS.indexOf(row.kind) : KINDS.size())
            .thenComparing(HandshakeRow::kind)
            .thenComparing(HandshakeRow::provider)
            .thenComparing(HandshakeRow::suite)
            .thenComparing(HandshakeRow::keyBits)
            .thenComparing(HandshakeRow::busyPercent)
            .thenComparing(HandshakeRow::threads);

    public HandshakeRow {
        Objects.requireNonNull(benchmark, "benchmark");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(suite, "suite");
        Objects.requireNonNull(keyBits, "keyBits");
        Objects.requireNonNull(busyPercent, "busyPercent");
    }

    /** Whether a result is the throughput of a handshake of some kind. */
    public static boolean describes(JmhResult result) {
        return result.param("kind").isPresent()
                && PER_SECOND.containsKey(result.primary().unit());
    }

    /** The figures of a result that is one, with its latencies where they were recorded. */
    public static HandshakeRow of(JmhResult result, Optional<LatencyLog> latency) {
        double perSecond = PER_SECOND.get(result.primary().unit());
        Sample sample = new Sample(result.primary().rawData());
        Optional<LogEstimate> forks =
                sample.positive() ? Optional.of(sample.logMean(new SplittableRandom(SEED), DRAWS)) : Optional.empty();
        Optional<LatencyLog> recorded = latency.filter(log -> log.count() > 0);
        return new HandshakeRow(
                result.key().className(),
                result.param("kind").orElseThrow(),
                result.param("provider").orElse(""),
                result.param("suite").orElse(""),
                result.param("keyBits").orElse(""),
                result.param("busyPercent").orElse(""),
                result.key().threads(),
                result.primary().score() * perSecond,
                end(forks, perSecond, LogEstimate::low),
                end(forks, perSecond, LogEstimate::high),
                microsPerHandshake(result, "serverNanos"),
                microsPerHandshake(result, "clientNanos"),
                percentile(recorded, 50),
                percentile(recorded, 99),
                percentile(recorded, 99.9),
                finite(result.secondary("gc.alloc.rate.norm").map(Metric::score).orElse(Double.NaN)));
    }

    private static OptionalDouble end(
            Optional<LogEstimate> forks, double perSecond, BiFunction<LogEstimate, Double, OptionalDouble> end) {
        OptionalDouble found = forks.map(known -> end.apply(known, CONFIDENCE)).orElse(OptionalDouble.empty());
        return found.isPresent() ? OptionalDouble.of(found.getAsDouble() * perSecond) : found;
    }

    /** The mean of a counter of nanoseconds such as {@code serverNanos} over handshakes, in µs, where it was measured. */
    public static OptionalDouble microsPerHandshake(JmhResult result, String counter) {
        double nanos = total(result, counter);
        return finite(nanos / total(result, "handshakes") / 1_000);
    }

    private static double total(JmhResult result, String counter) {
        return result.secondary(counter).map(Metric::total).orElse(Double.NaN);
    }

    private static OptionalDouble percentile(Optional<LatencyLog> latency, double percentile) {
        return finite(
                latency.map(log -> log.percentileNanos(percentile) / 1_000.0).orElse(Double.NaN));
    }

    /** The interval in words, as in {@code 1,200.5 to 1,300.0}; a hyphen where there is none. */
    public static String interval(OptionalDouble low, OptionalDouble high) {
        return low.isPresent() && high.isPresent()
                ? String.format(Locale.ROOT, "%,.1f to %,.1f", low.getAsDouble(), high.getAsDouble())
                : "-";
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
