package io.tlsgauge.results.plan;

import io.tlsgauge.results.latency.ForkCounts;
import io.tlsgauge.results.latency.LatencyLog;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

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
        ForkCounts counts = ForkCounts.of(log);
        if (counts.size() == 0) {
            return Optional.empty();
        }
        double[] values = new double[counts.size()];
        Arrays.setAll(values, counts::middle);
        double[][] upTo = new double[counts.forks()][values.length];
        for (int i = 0; i < upTo.length; i++) {
            int fork = i;
            double all = counts.upTo(fork, values.length - 1);
            Arrays.setAll(upTo[fork], value -> counts.upTo(fork, value) / all);
        }
        return Optional.of(new ForkTimes(values, upTo));
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
