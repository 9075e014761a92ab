package io.tlsgauge.results.latency;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** How many latencies each of several forks has up to each value that any of them recorded; ascending. */
public final class ForkCounts {
    private final List<String> tags;
    private final long[] values;
    private final long[] middles;
    private final long[][] upTo;

    private ForkCounts(List<String> tags, long[] values, long[] middles, long[][] upTo) {
        this.tags = tags;
        this.values = values;
        this.middles = middles;
        this.upTo = upTo;
    }

    /** Those of a log, whose tags tell the forks; forks that recorded nothing are left out. */
    public static ForkCounts of(LatencyLog log) {
        SortedMap<String, Histogram> byTag = log.byTag();
        byTag.values().removeIf(fork -> fork.getTotalCount() == 0);
        List<Histogram> forks = List.copyOf(byTag.values());
        SortedSet<Long> recorded = new TreeSet<>();
        for (Histogram fork : forks) {
            for (HistogramIterationValue value : fork.recordedValues()) {
                recorded.add(value.getValueIteratedTo());
            }
        }
        long[] values = recorded.stream().mapToLong(Long::longValue).toArray();
        long[] middles = recorded.stream()
                .mapToLong(value -> forks.get(0).medianEquivalentValue(value))
                .toArray();
        long[][] upTo = new long[forks.size()][values.length];
        for (int fork = 0; fork < upTo.length; fork++) {
            long count = 0;
            for (int i = 0; i < values.length; i++) {
                count += forks.get(fork).getCountAtValue(values[i]);
                upTo[fork][i] = count;
            }
        }
        return new ForkCounts(List.copyOf(byTag.keySet()), values, middles, upTo);
    }

    /** The tag of each fork. */
    List<String> tags() {
        return tags;
    }

    /** How many forks recorded latencies. */
    public int forks() {
        return upTo.length;
    }

    /** How many values there are. */
    public int size() {
        return values.length;
    }

    /** The middle of what is counted as one value, in nanoseconds. */
    public long middle(int value) {
        return middles[value];
    }

    /** How many latencies of a fork are no greater than a value; with the last, all. */
    public long upTo(int fork, int value) {
        return upTo[fork][value];
    }

    /** The greatest of what is counted as one value, in nanoseconds. */
    long nanos(int value) {
        return values[value];
    }
}
