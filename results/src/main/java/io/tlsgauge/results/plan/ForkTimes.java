package io.tlsgauge.results.plan;

import io.tlsgauge.results.latency.LatencyLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The times that each of several forks measured, and the distribution of any choice of them, where all count alike. */
final class ForkTimes {
    private final double[] values;
    private final double[][] upTo;

    private ForkTimes(double[] values, double[][] upTo) {
        this.values = values;
        this.upTo = upTo;
    }

    /** Those of a log, whose tags tell the forks; empty if it holds none. */
    static Optional<ForkTimes> of(LatencyLog log) {
        List<Histogram> forks = log.byTag().values().stream()
                .filter(fork -> fork.getTotalCount() > 0)
                .toList();
        SortedSet<Long> recorded = new TreeSet<>();
        for (Histogram fork : forks) {
            for (HistogramIterationValue value : fork.recordedValues()) {
                recorded.add(value.getValueIteratedTo());
            }
        }
        if (recorded.isEmpty()) {
            return Optional.empty();
        }
        long[] ends = recorded.stream().mapToLong(Long::longValue).toArray();
        List<double[]> shares = new ArrayList<>();
        for (Histogram fork : forks) {
            double[] upTo = new double[ends.length];
            long count = 0;
            for (int i = 0; i < ends.length; i++) {
                count += fork.getCountAtValue(ends[i]);
                upTo[i] = (double) count / fork.getTotalCount();
            }
            shares.add(upTo);
        }
        Histogram any = forks.get(0);
        double[] values =
                recorded.stream().mapToDouble(any::medianEquivalentValue).toArray();
        return Optional.of(new ForkTimes(values, shares.toArray(double[][]::new)));
    }

    int forks() {
        return upTo.length;
    }

    /** That of all forks together. */
    Distribution all() {
        return of(IntStream.range(0, forks()).toArray());
    }

    /** That of a choice of forks, in which one may be twice. */
    Distribution of(int[] choice) {
        double[] mean = new double[values.length];
        for (int fork : choice) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += upTo[fork][i] / choice.length;
            }
        }
        mean[mean.length - 1] = 1;
        return new Distribution(values, mean);
    }
}
