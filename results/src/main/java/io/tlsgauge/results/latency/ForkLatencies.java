package io.tlsgauge.results.latency;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The latencies of several forks, and the percentiles of any choice of them put together.
 *
 * <p>A thousand choices are asked for an interval. Adding histograms of some ten thousand counts each time would take
 * seconds a benchmark; so each fork's counts are summed up once, at the values that any fork has recorded, and a
 * percentile is found by bisection.
 */
public final class ForkLatencies {
    private final ForkCounts counts;

    private ForkLatencies(ForkCounts counts) {
        this.counts = counts;
    }

    /** The latencies of a log, whose tags tell the forks; forks that recorded nothing are left out. */
    public static ForkLatencies of(LatencyLog log) {
        return new ForkLatencies(ForkCounts.of(log));
    }

    /** How many forks recorded latencies. */
    public int forks() {
        return counts.forks();
    }

    /** What tells each fork from the others of its run: its round. */
    public List<String> tags() {
        return counts.tags();
    }

    /** The percentile of each fork by itself, in nanoseconds. */
    public double[] percentilesNanos(double percentile) {
        return IntStream.range(0, forks())
                .mapToDouble(fork -> percentileNanos(percentile, new int[] {fork}))
                .toArray();
    }

    /** The percentile of all forks together, in nanoseconds, to three significant digits. */
    public long percentileNanos(double percentile) {
        return percentileNanos(percentile, IntStream.range(0, forks()).toArray());
    }

    /**
     * The percentile of each of many choices of forks, drawn with replacement. One fork less is drawn than there are:
     * the variance is then that of all of them (McCarthy and Snowden, "The bootstrap and finite population sampling",
     * 1985).
     *
     * @return nanoseconds, one value a choice
     */
    public double[] resample(double percentile, RandomGenerator random, int draws) {
        double[] drawn = new double[draws];
        for (int draw = 0; draw < draws; draw++) {
            int[] choice = random.ints(forks() - 1L, 0, forks()).toArray();
            drawn[draw] = percentileNanos(percentile, choice);
        }
        return drawn;
    }

    private long percentileNanos(double percentile, int[] choice) {
        long wanted = Math.max(1, (long) Math.ceil(percentile / 100 * count(choice, counts.size() - 1)));
        int tooFew = -1;
        int enough = counts.size() - 1;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (count(choice, middle) >= wanted) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return counts.nanos(enough);
    }

    private long count(int[] choice, int value) {
        long count = 0;
        for (int fork : choice) {
            count += counts.upTo(fork, value);
        }
        return count;
    }
}
