package io.tlsgauge.results.warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How long forks took until they ran at 95 % of their steady rate, which is the rate of their measured iterations. It
 * is known to an iteration: reached by the end of the first one from which on the warm-up ran, on average, at that
 * rate. Of a fork without such an iteration it was not reached before measuring began.
 *
 * @param forks how many forks there are
 * @param reached how many of them reached it
 * @param seconds the median over those that did
 * @param operations likewise
 */
public record WarmUp(int forks, int reached, OptionalDouble seconds, OptionalDouble operations) {
    private static final double SHARE = 0.95;

    static WarmUp of(List<List<WarmUpLog.Iteration>> forks) {
        List<Double> seconds = new ArrayList<>();
        List<Double> operations = new ArrayList<>();
        for (List<WarmUpLog.Iteration> fork : forks) {
            double steady = rate(fork.stream().filter(i -> !i.warmUp()).toList());
            List<WarmUpLog.Iteration> warmUp =
                    fork.stream().filter(WarmUpLog.Iteration::warmUp).toList();
            for (int i = 0; i < warmUp.size(); i++) {
                if (rate(warmUp.subList(i, i + 1)) >= SHARE * steady
                        && rate(warmUp.subList(i, warmUp.size())) >= SHARE * steady) {
                    List<WarmUpLog.Iteration> until = warmUp.subList(0, i + 1);
                    seconds.add(sum(until, true));
                    operations.add(sum(until, false));
                    break;
                }
            }
        }
        return new WarmUp(forks.size(), seconds.size(), median(seconds), median(operations));
    }

    private static double rate(List<WarmUpLog.Iteration> iterations) {
        return sum(iterations, false) / sum(iterations, true);
    }

    private static double sum(List<WarmUpLog.Iteration> iterations, boolean seconds) {
        return iterations.stream()
                .mapToDouble(i -> seconds ? i.seconds() : i.operations())
                .sum();
    }

    private static OptionalDouble median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(StatUtils.percentile(sorted, 50));
    }
}
