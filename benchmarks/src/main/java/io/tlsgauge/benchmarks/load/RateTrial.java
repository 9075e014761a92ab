package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.load.Generator;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.load.LatencyHistogram;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.LoadResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Tries a rate on a server by repeated loads, each of which begins on a server at ease and counts only once the rate
 * has settled. One that has missed the objective for certain is ended early, and so is the last repeat that would
 * change nothing.
 */
public final class RateTrial implements RateSearch.Trial {
    private static final int MOST_CALMING_LOADS = 20;

    /** At which share of its processors' time a server has none to spare, whoever loads it. */
    private static final double AT_ITS_END = 0.95;

    /** By how much of a Poisson process's deviation chance may bring more arrivals than are due on average. */
    private static final int DEVIATIONS = 5;

    private final LoadGenerator generator;
    private final LoadPlan plan;
    private final Objective objective;
    private final int repeats;
    private final long settlingMillis;
    private final Optional<ServerProcess> server;
    private final BooleanSupplier goesOn;
    private long seed;
    private boolean wasCalm;

    /** A load of a step. */
    private record Repeat(
            boolean kept,
            long nanos,
            double doneRate,
            OptionalDouble serverMicros,
            OptionalDouble serverShare,
            long refused,
            SortedMap<String, Long> errors,
            boolean generatorWasBottleneck) {}

    /**
     * @param plan of a step, with an objective, but for its rate
     * @param server whose processor time is watched, where it is known
     * @param goesOn whether the search is to go on
     */
    public RateTrial(
            LoadGenerator generator,
            LoadPlan plan,
            int repeats,
            Optional<ServerProcess> server,
            BooleanSupplier goesOn) {
        this.generator = generator;
        this.plan = plan;
        this.objective = plan.objective().orElseThrow();
        this.repeats = repeats;
        this.settlingMillis = plan.durationMillis() < 4_000 ? 1_000 : 2_000;
        this.server = server;
        this.goesOn = goesOn;
        this.seed = plan.seed();
    }

    @Override
    public HighestRate.Step at(double rate) throws LoadException {
        List<Repeat> done = new ArrayList<>();
        int kept = 0;
        while (done.size() < repeats && 2 * kept <= repeats && 2 * (done.size() - kept) <= repeats) {
            calm(rate);
            Repeat repeat = repeat(rate);
            done.add(repeat);
            kept += repeat.kept ? 1 : 0;
        }
        List<Repeat> sorted =
                done.stream().sorted(Comparator.comparingLong(Repeat::nanos)).toList();
        Repeat middle = sorted.get(sorted.size() / 2);
        long generatorsFault =
                done.stream().filter(Repeat::generatorWasBottleneck).count();
        return new HighestRate.Step(
                rate,
                kept,
                done.size(),
                middle.nanos / 1e6,
                middle.doneRate,
                middle.serverMicros,
                middle.serverShare,
                OptionalLong.of(done.stream().mapToLong(Repeat::refused).sum()),
                errors(done),
                2 * kept <= done.size() && 2 * generatorsFault > done.size() - kept);
    }

    private static SortedMap<String, Long> errors(List<Repeat> repeats) {
        SortedMap<String, Long> sum = new TreeMap<>();
        for (Repeat repeat : repeats) {
            repeat.errors.forEach((cause, count) -> sum.merge(cause, count, Long::sum));
        }
        return sum;
    }

    private Repeat repeat(double rate) throws LoadException {
        LoadPlan step = plan.with(plan.arrivals().at(rate), plan.durationMillis() + settlingMillis, ++seed);
        // The verdict counts from a whole second of the clock on, so up to a second more than was settled.
        double most = rate * (plan.durationMillis() + 1000) / 1e3;
        Patience patience = new Patience(objective.mayMiss(most + DEVIATIONS * Math.sqrt(most)));
        LoadResult result = generator.run(step, patience);
        Generator process = result.generators().get(0);
        long from = Math.floorDiv(process.startedMillis(), 1000) + settlingMillis / 1000;
        LatencyHistogram settled = result.honest().latency(from, Long.MAX_VALUE);
        // One that is lost at once ends before anything counts; what it was lost by is told nevertheless.
        LatencyHistogram told = settled.count() > 0 ? settled : result.honest().latency();
        if (!goesOn.getAsBoolean()) {
            throw new LoadException("interrupted");
        }
        boolean kept = !patience.lost && settled.count() > 0 && result.keeps(objective, from);
        OptionalDouble serverShare = serverShare(process.phases().get(0));
        return new Repeat(
                kept,
                told.percentileNanos(objective.percentile()),
                result.doneRate(),
                serverMicros(result),
                serverShare,
                result.refused(),
                result.honest().errors(),
                !kept && (process.outOfDescriptors() || serverShare.orElse(0) < AT_ITS_END && hadNoTime(process)));
    }

    private boolean hadNoTime(Generator process) {
        return process.wasBusy()
                || process.usedAllProcessors(Runtime.getRuntime().availableProcessors())
                || process.late().percentileNanos(objective.percentile()) > objective.nanos() / 4;
    }

    private OptionalDouble serverShare(Generator.Phase phase) {
        return server.isPresent() && phase.serverCpuMillis().isPresent()
                ? OptionalDouble.of(phase.serverCpuMillis().getAsLong()
                        / phase.seconds()
                        / 1e3
                        / server.get().processors())
                : OptionalDouble.empty();
    }

    private static OptionalDouble serverMicros(LoadResult result) {
        OptionalLong millis = result.generators().get(0).phases().get(0).serverCpuMillis();
        return millis.isPresent() && result.done() > 0
                ? OptionalDouble.of(millis.getAsLong() * 1e3 / result.done())
                : OptionalDouble.empty();
    }

    /** Loads the server lightly until it has done what an earlier step left to it, and all clients have sessions. */
    private void calm(double rate) throws LoadException {
        generator.warmUp(LoadGenerator.Companion.NONE);
        // Where the objective is out of reach at ease already, there is no ease to be waited for.
        int loads = wasCalm ? MOST_CALMING_LOADS : 1;
        for (int i = 0; i < loads && goesOn.getAsBoolean(); i++) {
            LoadPlan light = plan.with(plan.arrivals().at(Math.max(1, rate / 10)), 500, ++seed);
            if (generator.run(light, LoadGenerator.Companion.NONE).keeps(objective)) {
                wasCalm = true;
                return;
            }
        }
    }

    /** Ends a load whose objective is lost whatever comes. */
    private final class Patience implements LoadGenerator.Companion {
        private final double mayMiss;
        private final long settled = System.nanoTime() + settlingMillis * 1_000_000;
        private long missedBefore = -1;
        private volatile boolean lost;

        Patience(double mayMiss) {
            this.mayMiss = mayMiss;
        }

        @Override
        public OptionalLong serverCpuMillis() {
            return server.map(ServerProcess::cpuMillis).orElse(OptionalLong.empty());
        }

        @Override
        public boolean goesOn(LiveCounters live) {
            if (System.nanoTime() - settled < 0) {
                return true;
            }
            if (missedBefore < 0) {
                missedBefore = live.missedCount();
            }
            lost |= live.missedCount() - missedBefore > mayMiss;
            return !lost;
        }
    }
}
