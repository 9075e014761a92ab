package io.tlsgauge.results.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Control of the false discovery rate among many tests (Benjamini and Hochberg, 1995). */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * The adjusted p-value of each test: the least rate of false discoveries at which it is one. Those at most 0.05
     * are, taken together, false in no more than 5 % on average.
     *
     * @param pValues in any order
     */
    public static double[] adjust(double[] pValues) {
        List<Integer> descending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer test) -> pValues[test])
                        .reversed())
                .toList();
        double[] adjusted = new double[pValues.length];
        double least = 1;
        for (int i = 0; i < adjusted.length; i++) {
            int rank = adjusted.length - i;
            int test = descending.get(i);
            least = Math.min(least, pValues[test] * adjusted.length / rank);
            adjusted[test] = least;
        }
        return adjusted;
    }
}
