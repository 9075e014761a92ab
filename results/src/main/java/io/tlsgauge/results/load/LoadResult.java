package io.tlsgauge.results.load;

import io.tlsgauge.results.demand.Objective;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * What came of a load. The results of several processes that loaded one server at a time merge into one, of which
 * nothing tells that it was measured in parts but the list of generators.
 *
 * @param generators the processes
 * @param kinds what came of the arrivals, by kind; a kind of which there was none may be absent
 */
public record LoadResult(List<Generator> generators, Map<ArrivalKind, KindResult> kinds) {
    private static final long SECOND_MILLIS = 1000;

    /** What is forgiven of a rate before it was not reached. */
    private static final double REACHED = 0.99;

    /** With fewer that may miss, it is chance that tells whether an objective was kept. */
    private static final int MISSES_THAT_TELL = 10;

    /** Of a low rate, into how many parts the time after a storm is cut at the least. */
    private static final int FEWEST_JUDGEMENTS = 4;

    public LoadResult {
        generators = List.copyOf(generators);
        Map<ArrivalKind, KindResult> sorted = new EnumMap<>(ArrivalKind.class);
        sorted.putAll(kinds);
        kinds = Collections.unmodifiableMap(sorted);
    }

    /**
     * All of them as one.
     *
     * @throws IllegalArgumentException if they are not parts of one load
     */
    public static LoadResult merge(Collection<LoadResult> parts) {
        List<Generator> generators = new ArrayList<>();
        Map<ArrivalKind, List<KindResult>> kinds = new EnumMap<>(ArrivalKind.class);
        for (LoadResult part : parts) {
            generators.addAll(part.generators);
            part.kinds.forEach((kind, result) ->
                    kinds.computeIfAbsent(kind, first -> new ArrayList<>()).add(result));
        }
        for (Generator generator : generators) {
            if (!generator.plan().isOfOneLoadWith(generators.get(0).plan())) {
                throw new IllegalArgumentException(
                        "not parts of one load: " + generators.get(0).plan() + " and " + generator.plan());
            }
        }
        Map<ArrivalKind, KindResult> merged = new EnumMap<>(ArrivalKind.class);
        kinds.forEach((kind, results) -> merged.put(kind, KindResult.merge(results)));
        return new LoadResult(generators, merged);
    }

    /** What came of a kind. */
    public KindResult kind(ArrivalKind kind) {
        return kinds.getOrDefault(kind, KindResult.EMPTY);
    }

    /** What came of all arrivals of the kinds chosen. */
    public KindResult all(Predicate<ArrivalKind> chosen) {
        return KindResult.merge(kinds.entrySet().stream()
                .filter(entry -> chosen.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** What came of the arrivals that an objective counts. */
    public KindResult honest() {
        return all(ArrivalKind::isHonest);
    }

    /** Whether honest arrivals that should have started from a second on kept an objective. */
    public boolean keeps(Objective objective, long fromSecond) {
        KindResult honest = honest();
        return honest.latency(fromSecond, Long.MAX_VALUE)
                .keeps(objective, honest.failed(fromSecond, Long.MAX_VALUE) + neverStarted());
    }

    /** Whether all honest arrivals kept an objective. */
    public boolean keeps(Objective objective) {
        return keeps(objective, Long.MIN_VALUE);
    }

    /** How many arrivals were due, in all. */
    public long due() {
        return generators.stream().mapToLong(Generator::due).sum();
    }

    /** How many ended well. */
    public long done() {
        return kinds.values().stream().mapToLong(KindResult::done).sum();
    }

    /** How many failed. */
    public long failed() {
        return kinds.values().stream().mapToLong(KindResult::failed).sum();
    }

    /** How many were held back until the end. */
    public long neverStarted() {
        return generators.stream().mapToLong(Generator::neverStarted).sum();
    }

    /** Resumptions that were refused. */
    public long refused() {
        return all(ArrivalKind::isRefused).done();
    }

    /** From the first start to the last end, in seconds. */
    public double seconds() {
        long start =
                generators.stream().mapToLong(Generator::startedMillis).min().orElse(0);
        long end = generators.stream().mapToLong(Generator::endedMillis).max().orElse(0);
        return (end - start) / 1e3;
    }

    /** How many arrivals were due a second. */
    public double dueRate() {
        return generators.stream()
                .mapToDouble(generator -> generator.due() / plannedSeconds(generator))
                .sum();
    }

    /**
     * How many ended well a second, while processes that did not start together are taken to have; the last second of
     * each is not counted, since the last arrivals take their time.
     */
    public double doneRate() {
        double longest =
                generators.stream().mapToDouble(Generator::seconds).max().orElse(0);
        return done() / Math.max(plannedSeconds(), longest - 1);
    }

    /** For how long arrivals were due; where a process was interrupted, until then. */
    double plannedSeconds() {
        return generators.stream().mapToDouble(LoadResult::plannedSeconds).max().orElse(1);
    }

    private static double plannedSeconds(Generator generator) {
        double planned = generator.plan().durationMillis() / 1e3;
        return generator.interrupted() ? Math.max(1e-3, Math.min(planned, generator.seconds())) : planned;
    }

    /** Whether the rate that was due was done. */
    public boolean isRateReached() {
        return doneRate() >= REACHED * dueRate();
    }

    /** Latencies of a kind as the intervals of a log, one a second, each made when it is taken. */
    public Stream<Histogram> intervals(ArrivalKind kind) {
        return kind(kind).seconds().entrySet().stream().map(second -> {
            Histogram interval = second.getValue().copy();
            interval.setStartTimeStamp(second.getKey() * SECOND_MILLIS);
            interval.setEndTimeStamp((second.getKey() + 1) * SECOND_MILLIS);
            return interval;
        });
    }

    /**
     * The time in seconds until the objective held again, and until the end, from the moment at which a storm was over:
     * 0 where it held all the while, empty where it did not hold at the end of the time in which arrivals were due.
     * Seconds are judged together with those that follow, as many as it takes for some arrivals to be allowed to miss:
     * by itself each second of a low rate would allow none.
     *
     * @throws IllegalStateException if there was no storm
     */
    public OptionalLong secondsUntilKeptAgain(Objective objective) {
        KindResult honest = honest();
        long over = phase("after").startMillis() / SECOND_MILLIS;
        long last = (dueUntilMillis() - 1) / SECOND_MILLIS;
        double enough = Math.min(
                objective.arrivalsOfWhichMayMiss(MISSES_THAT_TELL),
                (double) arrivals(honest, over, last + 1) / FEWEST_JUDGEMENTS);
        boolean holdsLater = false;
        long end = last + 1;
        for (long second = last; second >= over; second--) {
            while (end - 1 > second && arrivals(honest, second, end - 1) >= enough) {
                end--;
            }
            if (arrivals(honest, second, end) < enough && second > over) {
                continue;
            }
            if (!honest.latency(second, end).keeps(objective, honest.failed(second, end))) {
                return holdsLater && neverStarted() == 0 ? OptionalLong.of(second + 1 - over) : OptionalLong.empty();
            }
            holdsLater = true;
        }
        return neverStarted() > 0 ? OptionalLong.empty() : OptionalLong.of(0);
    }

    private static long arrivals(KindResult of, long second, long end) {
        return of.latency(second, end).count() + of.failed(second, end);
    }

    /** Until when arrivals were due; the last of them may have ended long after, in seconds that hold nothing. */
    private long dueUntilMillis() {
        return generators.stream()
                .mapToLong(generator -> Math.min(
                        generator.endedMillis(),
                        generator.startedMillis() + generator.plan().durationMillis()))
                .max()
                .orElseThrow();
    }

    /** A phase of the generator that came to it last. */
    private Generator.Phase phase(String name) {
        return generators.stream()
                .flatMap(generator -> generator.phases().stream())
                .filter(phase -> phase.name().equals(name))
                .max(Comparator.comparingLong(Generator.Phase::startMillis))
                .orElseThrow(() -> new IllegalStateException("the load has no phase " + name));
    }
}
