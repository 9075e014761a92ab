package io.tlsgauge.results.report;

import io.tlsgauge.results.compare.BenchmarkId;
import io.tlsgauge.results.compare.Change;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.jmh.Metric;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.table.HandshakeRow;
import io.tlsgauge.results.warmup.SteadyState;
import io.tlsgauge.results.warmup.WarmUp;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one run measured of one benchmark; empty is what was not measured.
 *
 * @param unit of the score
 * @param rate whether more is faster
 * @param score the mean over forks
 * @param low the lower end of its interval; empty if one fork measured it, or if it can be negative
 * @param high the upper end
 * @param forks the mean of each fork
 * @param iterations whether they were steady
 * @param handshake a handshake's time by side; empty if the benchmark is none
 * @param allocatedBytes bytes an operation
 * @param latency the percentiles
 * @param warmUp how it warmed up
 */
public record Measured(
        String unit,
        boolean rate,
        double score,
        OptionalDouble low,
        OptionalDouble high,
        List<Double> forks,
        Optional<SteadyState> iterations,
        Optional<Sides> handshake,
        OptionalDouble allocatedBytes,
        Optional<Latency> latency,
        Optional<WarmUp> warmUp) {
    /**
     * The time of a handshake by side, in µs.
     *
     * @param serverMicros the server's
     * @param clientMicros the client's
     */
    public record Sides(OptionalDouble serverMicros, OptionalDouble clientMicros) {}

    static Optional<Measured> of(ComparedRun run, BenchmarkId id, long seed) throws IOException {
        JmhResult result = run.results().get(id);
        if (result == null) {
            return Optional.empty();
        }
        long ofBenchmark = seed + 1_000_003L * id.toString().hashCode();
        Optional<Scores> scores = Scores.of(result);
        Optional<LogEstimate> score = scores.map(known -> known.logScore(ofBenchmark));
        Metric primary = result.primary();
        Optional<LatencyLog> latencies =
                run.folder().isPresent() ? run.folder().get().latency(result.key()) : Optional.empty();
        return Optional.of(new Measured(
                primary.unit(),
                scores.isEmpty() || scores.get().unit().rate(),
                score.isPresent() ? score.get().figure() : primary.score(),
                score.map(known -> known.low(Change.CONFIDENCE)).orElse(OptionalDouble.empty()),
                score.map(known -> known.high(Change.CONFIDENCE)).orElse(OptionalDouble.empty()),
                scores.map(Measured::forks).orElse(List.of()),
                scores.map(known -> known.steadyState(ofBenchmark + 1)),
                HandshakeRow.describes(result) ? Optional.of(sides(result)) : Optional.empty(),
                allocated(result),
                latencies.flatMap(log -> Latency.of(log, ofBenchmark + 2)),
                run.folder().isPresent()
                        ? run.folder().get().warmUp().flatMap(log -> log.of(result.key()))
                        : Optional.empty()));
    }

    private static List<Double> forks(Scores scores) {
        return Arrays.stream(scores.sample().forkMeans())
                .map(mean -> mean / scores.unit().factor())
                .boxed()
                .toList();
    }

    private static Sides sides(JmhResult result) {
        return new Sides(
                HandshakeRow.microsPerHandshake(result, "serverNanos"),
                HandshakeRow.microsPerHandshake(result, "clientNanos"));
    }

    private static OptionalDouble allocated(JmhResult result) {
        double bytes = result.secondary("gc.alloc.rate.norm").map(Metric::score).orElse(Double.NaN);
        return Double.isFinite(bytes) ? OptionalDouble.of(bytes) : OptionalDouble.empty();
    }
}
