package io.tlsgauge.results.compare;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tlsgauge.results.compare.Differences.Difference;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.statistics.ChangePoints;
import io.tlsgauge.results.statistics.ChangePoints.Exchangeable;
import io.tlsgauge.results.statistics.FalseDiscovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What many runs say of each benchmark, in the order in which they are given, and where it changed.
 *
 * @param runs the runs
 * @param seed what shuffling was drawn by
 * @param floor under which no change is claimed
 * @param alike false if runs are put together although they are unlike
 * @param unlike the differences of any run from the first that make the history doubtful
 * @param benchmarks every benchmark of every run
 */
public record History(
        List<Comparison.Side> runs,
        long seed,
        Floor floor,
        boolean alike,
        List<Difference> unlike,
        List<Series> benchmarks) {
    private static final double LEVEL = 0.05;

    /**
     * One benchmark.
     *
     * @param benchmark its name, parameters and threads, and its mode
     * @param unit of the scores
     * @param scores the mean of each run; empty where it was not measured
     * @param changes where it changed
     */
    public record Series(
            @JsonUnwrapped BenchmarkId benchmark, String unit, List<OptionalDouble> scores, List<Step> changes) {}

    /**
     * A change.
     *
     * @param run the first run after it, counted from 1
     * @param ratio of speeds, after over before, each the mean of its runs up to the next change; above 1 is faster
     * @param p how likely it is where there is no change, before it was adjusted for the number of benchmarks
     */
    public record Step(int run, double ratio, double p) {}

    /** The history that {@code runs} make, alike or not. */
    public static History of(List<ComparedRun> runs, Floor floor, long seed) {
        Set<Difference> unlike = new LinkedHashSet<>();
        for (ComparedRun run : runs) {
            unlike.addAll(
                    Differences.of(runs.get(0), run, Pair.of(runs.get(0), run).pairs())
                            .unlike());
        }
        Set<BenchmarkId> ids = new TreeSet<>();
        runs.forEach(run -> ids.addAll(run.results().keySet()));
        List<Measured> measured = ids.stream()
                .map(id -> Measured.of(id, runs, LEVEL / ids.size(), seed))
                .flatMap(Optional::stream)
                .toList();
        double[] pValues = measured.stream()
                .mapToDouble(series -> series.points
                        .strongest()
                        .map(ChangePoints.Change::pValue)
                        .orElse(1.0))
                .toArray();
        double[] adjusted = FalseDiscovery.adjust(pValues);
        List<Series> series = new ArrayList<>();
        for (int i = 0; i < adjusted.length; i++) {
            series.add(measured.get(i).series(runs.size(), adjusted[i] <= LEVEL, floor));
        }
        return new History(
                runs.stream().map(Comparison.Side::of).toList(),
                seed,
                floor,
                unlike.isEmpty(),
                List.copyOf(unlike),
                series);
    }

    /** A benchmark's speeds in those runs that measured it. */
    private record Measured(
            BenchmarkId id, List<Scores> scores, List<Integer> runs, double[][] speeds, ChangePoints points) {
        static Optional<Measured> of(BenchmarkId id, List<ComparedRun> all, double level, long seed) {
            List<Scores> scores = new ArrayList<>();
            List<Integer> runs = new ArrayList<>();
            for (int run = 0; run < all.size(); run++) {
                JmhResult result = all.get(run).results().get(id);
                Optional<Scores> found = result == null ? Optional.empty() : Scores.of(result);
                if (found.isPresent()) {
                    scores.add(found.get());
                    runs.add(run);
                }
            }
            if (scores.isEmpty()) {
                return Optional.empty();
            }
            double[][] speeds = scores.stream()
                    .map(of -> Arrays.stream(of.sample().forkMeans())
                            .map(mean -> Math.log(of.unit().rate() ? mean : 1 / mean))
                            .toArray())
                    .toArray(double[][]::new);
            SplittableRandom random = new SplittableRandom(seed + 1_000_003L * Objects.hash(id.toString()));
            return Optional.of(
                    new Measured(id, scores, runs, speeds, new ChangePoints(speeds, Exchangeable.ALL, level, random)));
        }

        Series series(int allRuns, boolean changed, Floor floor) {
            ScoreUnit unit = scores.get(scores.size() - 1).unit();
            List<OptionalDouble> means = new ArrayList<>();
            for (int run = 0; run < allRuns; run++) {
                int i = runs.indexOf(run);
                means.add(
                        i < 0
                                ? OptionalDouble.empty()
                                : OptionalDouble.of(scores.get(i).meanIn(unit)));
            }
            return new Series(id, unit.text(), means, changed ? steps(floor) : List.of());
        }

        private List<Step> steps(Floor floor) {
            List<Step> steps = new ArrayList<>();
            List<ChangePoints.Change> changes = points.all(LEVEL);
            for (int i = 0; i < changes.size(); i++) {
                int from = i == 0 ? 0 : changes.get(i - 1).moment();
                int moment = changes.get(i).moment();
                int to = i + 1 < changes.size() ? changes.get(i + 1).moment() : speeds.length;
                double ratio = Math.exp(mean(moment, to) - mean(from, moment));
                if (Math.abs(ratio - 1) * 100 >= floor.percent()) {
                    steps.add(
                            new Step(runs.get(moment) + 1, ratio, changes.get(i).pValue()));
                }
            }
            return steps;
        }

        private double mean(int from, int to) {
            return Arrays.stream(speeds, from, to)
                    .mapToDouble(StatUtils::mean)
                    .average()
                    .orElseThrow();
        }
    }
}
