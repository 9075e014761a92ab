package io.tlsgauge.results.report;

import io.tlsgauge.results.compare.BenchmarkId;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.jmh.BenchmarkKey;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.ScalabilityLaw;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * How a benchmark's rate grows with its threads, in one run.
 *
 * @param run its place among the runs, from 0
 * @param benchmark its full name
 * @param mode as JMH labels it
 * @param params its parameters by name
 * @param unit of the rates
 * @param law what was fitted to them
 * @param peakThreads the number of threads with the highest rate by the law; empty if more always do more
 * @param curve the law's rate from 1 to twice the most threads measured, as pairs of threads and rate
 */
public record Scaling(
        int run,
        String benchmark,
        String mode,
        SortedMap<String, String> params,
        String unit,
        ScalabilityLaw law,
        OptionalDouble peakThreads,
        List<List<Double>> curve) {
    private static final int CURVE_POINTS = 40;

    /** Every benchmark whose rate a run has with two numbers of threads or more. */
    static List<Scaling> of(List<ComparedRun> runs, long seed) {
        List<Scaling> all = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            SortedMap<BenchmarkId, SortedMap<Integer, Scores>> groups = new TreeMap<>();
            runs.get(run)
                    .results()
                    .forEach((id, result) -> Scores.of(result)
                            .filter(scores -> scores.unit().rate())
                            .ifPresent(scores -> groups.computeIfAbsent(anyThreads(id), group -> new TreeMap<>())
                                    .put(id.key().threads(), scores)));
            for (Map.Entry<BenchmarkId, SortedMap<Integer, Scores>> group : groups.entrySet()) {
                of(run, group.getKey(), group.getValue(), seed).ifPresent(all::add);
            }
        }
        return all;
    }

    private static BenchmarkId anyThreads(BenchmarkId id) {
        return new BenchmarkId(
                new BenchmarkKey(id.key().benchmark(), 1, id.key().params()), id.mode());
    }

    private static Optional<Scaling> of(int run, BenchmarkId id, SortedMap<Integer, Scores> scores, long seed) {
        if (scores.values().stream().map(Scores::unit).distinct().count() > 1) {
            return Optional.empty();
        }
        long ofBenchmark = seed + 1_000_003L * id.toString().hashCode() + 3;
        SortedMap<Integer, LogEstimate> rates = new TreeMap<>();
        scores.forEach((threads, known) -> rates.put(threads, known.logScore(ofBenchmark)));
        return ScalabilityLaw.fit(rates, new SplittableRandom(ofBenchmark))
                .map(law -> new Scaling(
                        run,
                        id.key().benchmark(),
                        id.mode(),
                        id.key().params(),
                        scores.values().iterator().next().unit().text(),
                        law,
                        law.peakThreads(),
                        curve(law, rates.lastKey())));
    }

    private static List<List<Double>> curve(ScalabilityLaw law, int mostThreads) {
        List<List<Double>> curve = new ArrayList<>();
        for (int point = 0; point <= CURVE_POINTS; point++) {
            double threads = 1 + (2.0 * mostThreads - 1) * point / CURVE_POINTS;
            curve.add(List.of(threads, law.rate(threads)));
        }
        return curve;
    }
}
