package io.tlsgauge.results.latency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The latencies of several forks, and the percentiles of any choice of them put together.
 *
 * <p>A thousand choices are asked for an interval. Adding histograms of some ten thousand counts each time would take
 * seconds a benchmark; so each fork's counts are summed up once, at the values that any fork has recorded, and a
 * percentile is found by bisection.
 */
public final class ForkLatencies {
    private final long[] values;
    private final long[][] upTo;

    private ForkLatencies(long[] values, long[][] upTo) {
        this.values = values;
        this.upTo = upTo;
    }

    /** The latencies of a log, whose tags tell the forks; forks that recorded nothing are left out. */
    public static ForkLatencies of(LatencyLog log) {
        Collection<Histogram> all = log.byTag().values();
        List<Histogram> forks =
                all.stream().filter(fork -> fork.getTotalCount() > 0).toList();
        SortedSet<Long> recorded = new TreeSet<>();
        for (Histogram fork : forks) {
            for (HistogramIterationValue value : fork.recordedValues()) {
                recorded.add(value.getValueIteratedTo());
            }
        }
        long[] values = recorded.stream().mapToLong(Long::longValue).toArray();
        List<long[]> sums = new ArrayList<>();
        for (Histogram fork : forks) {
            long[] sum = new long[values.length];
            long count = 0;
            for (int i = 0; i < values.length; i++) {
                count += fork.getCountAtValue(values[i]);
                sum[i] = count;
            }
            sums.add(sum);
        }
        return new ForkLatencies(values, sums.toArray(long[][]::new));
    }

    /** How many forks recorded latencies. */
    public int forks() {
        return upTo.length;
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
        long wanted = Math.max(1, (long) Math.ceil(percentile / 100 * count(choice, values.length - 1)));
        int tooFew = -1;
        int enough = values.length - 1;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (count(choice, middle) >= wanted) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return values[enough];
    }

    private long count(int[] choice, int value) {
        long count = 0;
        for (int fork : choice) {
            count += upTo[fork][value];
        }
        return count;
    }
}
