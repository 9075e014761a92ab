package io.tlsgauge.results.selfcheck;

import io.tlsgauge.results.compare.Change;
import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.compare.Verdict;
import io.tlsgauge.results.selfcheck.ForkPool.Series;
import io.tlsgauge.results.selfcheck.Judgement.FalseAlarms;
import io.tlsgauge.results.selfcheck.Judgement.Found;
import io.tlsgauge.results.selfcheck.Judgement.Sides;
import io.tlsgauge.results.statistics.Contrast;
import io.tlsgauge.results.statistics.LogEstimate;
import io.tlsgauge.results.statistics.LogRatio;
import io.tlsgauge.results.statistics.Power;
import io.tlsgauge.results.statistics.RoundRatios;
import io.tlsgauge.results.statistics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Draws comparisons from a pool of forks, and counts what is concluded of them.
 *
 * <p>Each comparison is what {@code compare} would have said of two runs of as many rounds: rounds are drawn from the
 * pool with replacement, since without it what is drawn would differ by less than runs do, of half the pool by half as
 * much; of every round and benchmark one of the two equal forks, drawn too, is the old run's, and the new run's is its
 * twin, or where the benchmark is slowed a slowed fork of the same round. The benchmarks are compared together, with
 * {@code compare}'s own statistics and correction, and one at the most is slowed: the others are equal, which is the
 * hardest case for the correction.
 *
 * <p>Comparisons drawn from one pool share forks. The share that is found is exact for these forks as the number drawn
 * grows, but other forks would give another; how far it can be trusted, the rounds cut into whole runs tell: each is
 * a comparison of forks that stand in no other, in the order in which they were measured. They are few. Their sides are
 * those that were measured, as they are in the comparison of all rounds at once: what one side has over the other, as
 * by its place in every round, is not drawn away there.
 */
public final class SelfCheck {
    /** The share of false alarms that is allowed. */
    public static final double MOST_FALSE_ALARMS = 0.05;

    /** The share of slowdowns that must be found. */
    public static final double LEAST_FOUND = 0.9;

    private final ForkPool pool;
    private final int perComparison;
    private final int comparisons;
    private final long seed;

    /** What was concluded of each benchmark, in the order of the unslowed series. */
    private record Conclusion(List<Verdict> verdicts) {
        long alarms() {
            return verdicts.stream()
                    .filter(verdict -> verdict != Verdict.NO_DIFFERENCE_SHOWN)
                    .count();
        }
    }

    /**
     * @param perComparison the rounds of each comparison, from 2 up to those of the pool
     * @param comparisons how many are drawn of equal sides, and as many of each slowdown
     * @param seed what they are drawn by
     */
    public SelfCheck(ForkPool pool, int perComparison, int comparisons, long seed) {
        if (perComparison < 2 || perComparison > pool.rounds()) {
            throw new IllegalArgumentException(
                    perComparison + " rounds a comparison: the pool has " + pool.rounds() + ", and 2 are needed");
        }
        this.pool = pool;
        this.perComparison = perComparison;
        this.comparisons = comparisons;
        this.seed = seed;
    }

    /** Draws all comparisons. */
    public Judgement judge() {
        List<Found> found = new ArrayList<>();
        for (Series slowed : pool.slowed()) {
            found.add(found(slowed));
        }
        return new Judgement(
                pool.rounds(),
                pool.iterations(),
                perComparison,
                comparisons,
                runs(),
                pool.unslowed().size(),
                seed,
                falseAlarms(),
                found,
                sides());
    }

    private List<Sides> sides() {
        List<Contrast> contrasts = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (Series series : pool.unslowed()) {
            contrasts.add(contrast(series.one(), series.other(), random));
        }
        List<Change> changes = Change.of(contrasts, 0);
        List<Sides> sides = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            LogRatio ratio = contrasts.get(i).ratio();
            sides.add(new Sides(
                    pool.unslowed().get(i).kind(),
                    percent(ratio.ratio()),
                    percent(ratio.low(Change.CONFIDENCE)),
                    percent(ratio.high(Change.CONFIDENCE)),
                    changes.get(i).verdict()));
        }
        return sides;
    }

    private FalseAlarms falseAlarms() {
        List<Conclusion> drawn = drawn(Optional.empty());
        return new FalseAlarms(
                (int) drawn.stream().filter(each -> each.alarms() > 0).count(),
                (int) drawn.stream().mapToLong(Conclusion::alarms).sum(),
                count(asRun(Optional.empty()), each -> each.alarms() > 0));
    }

    private Found found(Series slowed) {
        int place = pool.unslowed().indexOf(unslowed(slowed));
        Predicate<Conclusion> finds = each -> each.verdicts().get(place) == Verdict.SLOWER;
        Contrast contrast = contrast(slowed.all(), unslowed(slowed).all(), new SplittableRandom(seed));
        LogRatio measured = contrast.ratio();
        Power power = new Power(measured.ratio(), Change.LEVEL / pool.unslowed().size(), 1);
        return new Found(
                slowed.kind(),
                slowed.slowdown(),
                percent(measured.ratio()),
                percent(measured.low(Change.CONFIDENCE)),
                percent(measured.high(Change.CONFIDENCE)),
                count(drawn(Optional.of(slowed)), finds),
                count(asRun(Optional.of(slowed)), finds),
                contrast.forks(power));
    }

    private Series unslowed(Series slowed) {
        return pool.unslowed().stream()
                .filter(each -> each.kind().equals(slowed.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no forks of " + slowed.kind() + " as it is"));
    }

    private static double percent(double ratio) {
        return (ratio - 1) * 100;
    }

    private static int count(List<Conclusion> conclusions, Predicate<Conclusion> counted) {
        return (int) conclusions.stream().filter(counted).count();
    }

    private int runs() {
        return pool.rounds() / perComparison;
    }

    private List<Conclusion> drawn(Optional<Series> slowed) {
        SplittableRandom seeds = new SplittableRandom(seed);
        long[] each = seeds.longs(comparisons).toArray();
        return IntStream.range(0, comparisons)
                .parallel()
                .mapToObj(i -> {
                    SplittableRandom random = new SplittableRandom(each[i]);
                    int[] rounds = random.ints(perComparison, 0, pool.rounds()).toArray();
                    return compare(rounds, slowed, random::nextBoolean, random);
                })
                .toList();
    }

    private List<Conclusion> asRun(Optional<Series> slowed) {
        SplittableRandom random = new SplittableRandom(seed);
        return IntStream.range(0, runs())
                .mapToObj(run -> compare(
                        IntStream.range(run * perComparison, (run + 1) * perComparison)
                                .toArray(),
                        slowed,
                        () -> false,
                        random))
                .toList();
    }

    /** @param turned whether the other fork of a round is the old run's, rather than the one */
    private Conclusion compare(int[] rounds, Optional<Series> slowed, BooleanSupplier turned, SplittableRandom random) {
        List<Contrast> contrasts = new ArrayList<>();
        for (Series series : pool.unslowed()) {
            boolean isSlowed = slowed.isPresent() && unslowed(slowed.get()) == series;
            List<List<Double>> old = new ArrayList<>();
            List<List<Double>> current = new ArrayList<>();
            for (int round : rounds) {
                boolean ofOther = turned.getAsBoolean();
                old.add(series.fork(round, ofOther));
                current.add(isSlowed ? slowed.get().fork(round, !turned.getAsBoolean()) : series.fork(round, !ofOther));
            }
            contrasts.add(contrast(old, current, random));
        }
        return new Conclusion(
                Change.of(contrasts, 0).stream().map(Change::verdict).toList());
    }

    /** As {@code compare} has it of two runs of the same rounds. */
    private static Contrast contrast(List<List<Double>> old, List<List<Double>> current, SplittableRandom random) {
        return Contrast.inRounds(
                RoundRatios.byTurns(current, old),
                () -> Contrast.apart(estimate(old, random.nextLong()), estimate(current, random.nextLong())));
    }

    private static LogEstimate estimate(List<List<Double>> forks, long seed) {
        return new Sample(forks).logMean(new SplittableRandom(seed), Scores.DRAWS);
    }
}
