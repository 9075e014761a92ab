package io.tlsgauge.results.selfcheck;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tlsgauge.results.compare.Verdict;
import java.util.List;
import java.util.OptionalInt;

/**
 * What comparisons drawn from a pool of forks concluded.
 *
 * @param rounds of the pool
 * @param iterations of each fork, at the most
 * @param perComparison rounds of each comparison
 * @param comparisons drawn of equal sides, and as many of each slowdown
 * @param runs into how many comparisons the pool is cut that share no fork
 * @param benchmarks compared together in each
 * @param seed what was drawn by
 * @param falseAlarms what was claimed of equal sides
 * @param found what was found of each slowdown
 * @param sides what all rounds at once say of the equal sides, as they were measured
 */
public record Judgement(
        int rounds,
        int iterations,
        int perComparison,
        int comparisons,
        int runs,
        int benchmarks,
        long seed,
        FalseAlarms falseAlarms,
        List<Found> found,
        List<Sides> sides) {
    /**
     * Differences claimed of equal sides.
     *
     * @param comparisons those in which there was any
     * @param verdicts all of them, over all benchmarks
     * @param runs those in which there was any, of the runs that share no fork
     */
    public record FalseAlarms(int comparisons, int verdicts, int runs) {}

    /**
     * What was found of one slowdown of one benchmark.
     *
     * @param kind of handshake
     * @param slowdown as it was meant
     * @param percent by how much longer an operation took, over all forks of the pool
     * @param lowPercent the lower end of its interval of 95 %
     * @param highPercent the upper end
     * @param comparisons in which it was found
     * @param runs in which it was found, of those that share no fork
     * @param roundsNeeded the rounds that would find it nine times of ten, by how all forks of the pool differed; empty
     *     if none would
     */
    public record Found(
            String kind,
            Slowdown slowdown,
            double percent,
            double lowPercent,
            double highPercent,
            int comparisons,
            int runs,
            OptionalInt roundsNeeded) {}

    /**
     * A benchmark as it is, by the forks of one side against those of the other.
     *
     * @param kind of handshake
     * @param percent by how much the other side was faster
     * @param lowPercent the lower end of its interval of 95 %
     * @param highPercent the upper end
     * @param verdict which is to show no difference
     */
    public record Sides(String kind, double percent, double lowPercent, double highPercent, Verdict verdict) {}

    public Judgement {
        found = List.copyOf(found);
        sides = List.copyOf(sides);
    }

    /** Whether false alarms are as rare, and slowdowns found as often, as they are to be. */
    @JsonProperty("met")
    public boolean met() {
        return share(falseAlarms.comparisons) <= SelfCheck.MOST_FALSE_ALARMS
                && found.stream().allMatch(each -> share(each.comparisons) >= SelfCheck.LEAST_FOUND);
    }

    /** The share of the comparisons drawn. */
    double share(int counted) {
        return (double) counted / comparisons;
    }
}
