package io.tlsgauge.results.selfcheck;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.compare.BenchmarkId;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.compare.Scores;
import io.tlsgauge.results.jmh.JmhResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What many interleaved forks measured: in each round two of every benchmark as it is, and two of it slowed.
 *
 * @param series the unslowed ones first
 */
public record ForkPool(List<Series> series) {
    /**
     * The forks of one benchmark under one slowdown.
     *
     * @param kind of handshake
     * @param slowdown what it was slowed by
     * @param one the speed of every iteration, in operations a second, of one fork each round, in their order
     * @param other the same of the other fork of the round
     */
    public record Series(String kind, Slowdown slowdown, List<List<Double>> one, List<List<Double>> other) {
        public Series {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(slowdown, "slowdown");
            one = List.copyOf(one);
            other = List.copyOf(other);
            if (one.size() != other.size()) {
                throw new IllegalArgumentException(one.size() + " forks and " + other.size());
            }
        }

        List<Double> fork(int round, boolean ofOther) {
            return (ofOther ? other : one).get(round);
        }

        Series upTo(int iterations) {
            return new Series(kind, slowdown, upTo(one, iterations), upTo(other, iterations));
        }

        private static List<List<Double>> upTo(List<List<Double>> forks, int iterations) {
            return forks.stream()
                    .map(fork -> List.copyOf(fork.subList(0, Math.min(iterations, fork.size()))))
                    .toList();
        }

        List<List<Double>> all() {
            List<List<Double>> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }
    }

    public ForkPool {
        series = List.copyOf(series);
        if (series.stream().mapToInt(each -> each.one.size()).distinct().count() != 1) {
            throw new IllegalArgumentException("series of unequal length, or none");
        }
    }

    /**
     * The pool that two runs of the same, interleaved, hold; of a run that was stopped, its whole rounds.
     *
     * @throws MalformedFileException if they are not of a self-check
     */
    public static ForkPool of(ComparedRun one, ComparedRun other) throws MalformedFileException {
        int rounds = Integer.MAX_VALUE;
        for (BenchmarkId id : one.results().keySet()) {
            rounds = Math.min(
                    rounds, Math.min(forks(one, id).size(), forks(other, id).size()));
        }
        List<Series> series = new ArrayList<>();
        for (Slowdown slowdown : Slowdown.values()) {
            for (BenchmarkId id : one.results().keySet()) {
                if (Slowdown.of(id.key().params().getOrDefault("provider", "")).equals(Optional.of(slowdown))) {
                    series.add(new Series(
                            id.key().params().getOrDefault("kind", ""),
                            slowdown,
                            forks(one, id).subList(0, rounds),
                            forks(other, id).subList(0, rounds)));
                }
            }
        }
        if (series.stream().noneMatch(each -> each.slowdown == Slowdown.NONE)
                || series.stream().allMatch(each -> each.slowdown == Slowdown.NONE)) {
            throw new MalformedFileException(
                    one.path(), "it is not of a self-check: it lacks benchmarks slowed or not");
        }
        return new ForkPool(series);
    }

    private static List<List<Double>> forks(ComparedRun run, BenchmarkId id) throws MalformedFileException {
        JmhResult result = run.results().get(id);
        Optional<Scores> scores = result == null ? Optional.empty() : Scores.of(result);
        if (scores.isEmpty() || !scores.get().unit().rate()) {
            throw new MalformedFileException(run.path(), "it holds no rate of " + id);
        }
        return scores.get().sample().forks();
    }

    /** What would have been measured by forks of so many iterations, 1 at least. */
    public ForkPool upTo(int iterations) {
        return new ForkPool(series.stream().map(each -> each.upTo(iterations)).toList());
    }

    /** How many rounds there are. */
    public int rounds() {
        return series.get(0).one.size();
    }

    /** How many iterations a fork has, at the most. */
    int iterations() {
        return series.stream()
                .flatMap(each -> each.all().stream())
                .mapToInt(List::size)
                .max()
                .orElseThrow();
    }

    /** The forks that are not slowed, one series a kind. */
    List<Series> unslowed() {
        return series.stream().filter(each -> each.slowdown == Slowdown.NONE).toList();
    }

    /** Those that are. */
    List<Series> slowed() {
        return series.stream().filter(each -> each.slowdown != Slowdown.NONE).toList();
    }
}
