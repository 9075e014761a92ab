package io.tlsgauge.results.compare;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tlsgauge.results.compare.Differences.Difference;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.latency.ForkLatencies;
import io.tlsgauge.results.latency.LatencyLog;
import io.tlsgauge.results.statistics.Contrast;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.RoundRatios;
import io.tlsgauge.results.warmup.SteadyState;
import io.tlsgauge.results.warmup.WarmUp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What two runs say against each other. Figures and percentiles are corrected for their number each by itself: the
 * scores of all benchmarks together, the medians, and so on.
 *
 * @param old the run that is compared with
 * @param current the new one
 * @param confidence of all intervals
 * @param seed what resampling was drawn by: the same seed gives the same answer
 * @param floor under which nothing is claimed
 * @param inTurns whether the forks of both took turns, so that they are compared round by round
 * @param alike false if the runs are compared although they are unlike
 * @param compared the differences that are compared
 * @param unlike the differences that make the comparison doubtful
 * @param benchmarks what is in both
 * @param latencies their percentiles, where both runs recorded latencies
 * @param warmUps how they warmed up, where a run recorded it
 * @param onlyOld what has no counterpart in the new run
 * @param onlyCurrent what has none in the old one
 * @param notComparable what is in both, but without positive figures or with a unit that is no rate and no time
 */
public record Comparison(
        Side old,
        @JsonProperty("new") Side current,
        double confidence,
        long seed,
        Floor floor,
        boolean inTurns,
        boolean alike,
        List<Difference> compared,
        List<Difference> unlike,
        List<Row> benchmarks,
        List<LatencyRow> latencies,
        List<WarmUpRow> warmUps,
        List<BenchmarkId> onlyOld,
        @JsonProperty("onlyNew") List<BenchmarkId> onlyCurrent,
        List<BenchmarkId> notComparable) {
    private static final double[] PERCENTILES = {50, 99, 99.9};

    /**
     * One of the runs.
     *
     * @param path as it was given
     * @param jdk what ran it
     * @param incomplete whether it was interrupted
     * @param disturbedForks how many of its forks measured while the machine was disturbed; 0 where that is not known
     * @param tellsMachine whether it tells on what it was measured, as a file of JMH's alone does not
     */
    public record Side(String path, String jdk, boolean incomplete, int disturbedForks, boolean tellsMachine) {
        static Side of(ComparedRun run) {
            return new Side(
                    run.path().toString(),
                    run.jdk(),
                    run.incomplete(),
                    run.disturbedForks(),
                    run.environment().isPresent());
        }

        @Override
        public String toString() {
            return path + ", JDK " + jdk + (incomplete ? ", INCOMPLETE" : "")
                    + (disturbedForks > 0 ? ", DISTURBED forks: " + disturbedForks : "")
                    + (tellsMachine ? "" : ", on a machine that it does not tell");
        }
    }

    /**
     * What one run measured of a benchmark.
     *
     * @param score the mean over forks
     * @param forks how many
     * @param iterations of all forks
     * @param iterationSeries whether they were steady
     */
    public record Figure(double score, int forks, int iterations, SteadyState iterationSeries) {}

    /**
     * A benchmark in both runs.
     *
     * @param benchmark its name, parameters and threads, and its mode; as the new run has them
     * @param unit of both scores
     * @param old what the old run measured
     * @param current what the new one did
     * @param change from the old to the new; of forks that took turns, in most of their turns
     * @param ratioOfMeans the ratio of speeds by the means of all turns, where it is shown to be another
     */
    public record Row(
            @JsonUnwrapped BenchmarkId benchmark,
            String unit,
            Figure old,
            @JsonProperty("new") Figure current,
            Change change,
            OptionalDouble ratioOfMeans) {}

    /**
     * A percentile of a benchmark's latencies in both runs.
     *
     * @param benchmark as in {@link Row}
     * @param percentile such as 99.9
     * @param oldMicros of all forks together, in microseconds
     * @param currentMicros likewise
     * @param change from the old to the new; above 1 is faster
     */
    public record LatencyRow(
            @JsonUnwrapped BenchmarkId benchmark,
            double percentile,
            double oldMicros,
            @JsonProperty("newMicros") double currentMicros,
            Change change) {}

    /**
     * How a benchmark warmed up.
     *
     * @param benchmark as in {@link Row}
     * @param old in the old run, if it recorded it
     * @param current in the new one
     */
    public record WarmUpRow(
            @JsonUnwrapped BenchmarkId benchmark,
            Optional<WarmUp> old,
            @JsonProperty("new") Optional<WarmUp> current) {}

    /**
     * Compares two runs, alike or not.
     *
     * @param seed what resampling is drawn by
     * @throws io.tlsgauge.results.MalformedFileException if a file of a run is not what it should be
     * @throws IOException if one cannot be read
     */
    public static Comparison of(ComparedRun old, ComparedRun current, Floor floor, long seed) throws IOException {
        Pair.Pairing pairing = Pair.of(old, current);
        Differences differences = Differences.of(old, current, pairing.pairs());
        boolean inTurns = inTurns(old, current);
        List<BenchmarkId> notComparable = pairing.pairs().stream()
                .filter(pair -> !comparable(pair))
                .map(pair -> BenchmarkId.of(pair.current()))
                .toList();
        return new Comparison(
                Side.of(old),
                Side.of(current),
                Change.CONFIDENCE,
                seed,
                floor,
                inTurns,
                differences.unlike().isEmpty(),
                differences.compared(),
                differences.unlike(),
                rows(pairing.pairs().stream().filter(Comparison::comparable).toList(), inTurns, floor, seed),
                latencies(old, current, pairing.pairs(), inTurns, floor, seed),
                warmUps(old, current, pairing.pairs()),
                pairing.onlyOld(),
                pairing.onlyCurrent(),
                notComparable);
    }

    /** Whether a benchmark was shown to be slower, and measured to be so by more than {@code percent}. */
    public boolean slowerByMoreThan(double percent) {
        return Change.anySlower(benchmarks.stream().map(Row::change).toList(), percent);
    }

    private static boolean comparable(Pair pair) {
        Optional<Scores> old = Scores.of(pair.old());
        Optional<Scores> current = Scores.of(pair.current());
        return old.isPresent()
                && current.isPresent()
                && old.get().unit().rate() == current.get().unit().rate();
    }

    private static boolean inTurns(ComparedRun old, ComparedRun current) throws IOException {
        return old.folder().isPresent()
                && current.folder().isPresent()
                && old.folder().get().tookTurnsWith(current.folder().get());
    }

    private static List<Row> rows(List<Pair> pairs, boolean inTurns, Floor floor, long seed) {
        List<Contrast> contrasts = new ArrayList<>();
        for (Pair pair : pairs) {
            long ofPair = seed(seed, pair, 0);
            Scores old = Scores.of(pair.old()).orElseThrow();
            Scores current = Scores.of(pair.current()).orElseThrow();
            Supplier<Contrast> apart = () -> Contrast.apart(old.logSpeed(ofPair), current.logSpeed(ofPair + 1));
            contrasts.add(
                    inTurns
                            ? Contrast.inRounds(RoundRatios.byTurns(current.speeds(), old.speeds()), apart)
                            : apart.get());
        }
        List<Change> changes = Change.of(contrasts, floor.percent());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            Scores oldScores = Scores.of(pair.old()).orElseThrow();
            Scores newScores = Scores.of(pair.current()).orElseThrow();
            Function<Scores, Figure> figure = scores -> new Figure(
                    scores.meanIn(newScores.unit()),
                    scores.sample().forks().size(),
                    scores.iterations(),
                    scores.steadyState(seed(seed, pair, 2)));
            rows.add(new Row(
                    BenchmarkId.of(pair.current()),
                    newScores.unit().text(),
                    figure.apply(oldScores),
                    figure.apply(newScores),
                    changes.get(i),
                    inTurns
                            ? RoundRatios.meansThatDisagree(newScores.speeds(), oldScores.speeds())
                            : OptionalDouble.empty()));
        }
        return rows;
    }

    private static List<LatencyRow> latencies(
            ComparedRun old, ComparedRun current, List<Pair> pairs, boolean inTurns, Floor floor, long seed)
            throws IOException {
        List<Pair> recorded = new ArrayList<>();
        List<ForkLatencies> oldForks = new ArrayList<>();
        List<ForkLatencies> currentForks = new ArrayList<>();
        for (Pair pair : pairs) {
            Optional<ForkLatencies> before = latency(old, pair.old());
            Optional<ForkLatencies> after = latency(current, pair.current());
            if (before.isPresent() && after.isPresent()) {
                recorded.add(pair);
                oldForks.add(before.get());
                currentForks.add(after.get());
            }
        }
        List<LatencyRow> rows = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            List<Contrast> contrasts = new ArrayList<>();
            for (int i = 0; i < recorded.size(); i++) {
                long ofPair = seed(seed, recorded.get(i), 3);
                ForkLatencies before = oldForks.get(i);
                ForkLatencies after = currentForks.get(i);
                Supplier<Contrast> apart = () ->
                        Contrast.apart(logSpeed(before, percentile, ofPair), logSpeed(after, percentile, ofPair + 1));
                boolean ofSameRounds = inTurns && before.tags().equals(after.tags());
                contrasts.add(
                        ofSameRounds
                                ? Contrast.inRounds(
                                        RoundRatios.of(
                                                before.percentilesNanos(percentile),
                                                after.percentilesNanos(percentile)),
                                        apart)
                                : apart.get());
            }
            List<Change> changes = Change.of(contrasts, floor.percent());
            for (int i = 0; i < recorded.size(); i++) {
                rows.add(new LatencyRow(
                        BenchmarkId.of(recorded.get(i).current()),
                        percentile,
                        oldForks.get(i).percentileNanos(percentile) / 1_000.0,
                        currentForks.get(i).percentileNanos(percentile) / 1_000.0,
                        changes.get(i)));
            }
        }
        return rows;
    }

    private static Optional<ForkLatencies> latency(ComparedRun run, JmhResult result) throws IOException {
        Optional<LatencyLog> log =
                run.folder().isPresent() ? run.folder().get().latency(result.key()) : Optional.empty();
        return log.map(ForkLatencies::of).filter(forks -> forks.forks() > 0 && forks.percentileNanos(0) > 0);
    }

    private static LogEstimate logSpeed(ForkLatencies forks, double percentile, long seed) {
        double[] drawn = forks.forks() > 1
                ? forks.resample(percentile, new SplittableRandom(seed), Scores.DRAWS)
                : new double[0];
        return LogEstimate.resampled(forks.percentileNanos(percentile), drawn, forks.forks())
                .reciprocal();
    }

    private static List<WarmUpRow> warmUps(ComparedRun old, ComparedRun current, List<Pair> pairs) throws IOException {
        List<WarmUpRow> rows = new ArrayList<>();
        for (Pair pair : pairs) {
            Optional<WarmUp> before = warmUp(old, pair.old());
            Optional<WarmUp> after = warmUp(current, pair.current());
            if (before.isPresent() || after.isPresent()) {
                rows.add(new WarmUpRow(BenchmarkId.of(pair.current()), before, after));
            }
        }
        return rows;
    }

    private static Optional<WarmUp> warmUp(ComparedRun run, JmhResult result) throws IOException {
        return run.folder().isEmpty()
                ? Optional.empty()
                : run.folder().get().warmUp().flatMap(log -> log.of(result.key()));
    }

    /** A seed of each benchmark's own, so that one more benchmark changes no other's figures. */
    private static long seed(long seed, Pair pair, int use) {
        return seed + 1_000_003L * BenchmarkId.of(pair.current()).toString().hashCode() + 10L * use;
    }
}
