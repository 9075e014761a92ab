package io.tlsgauge.results.warmup;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How long forks took until they ran at 95 % of their steady rate, which is the rate of their measured iterations. It
 * is known to an iteration: reached by the end of the first one from which on the warm-up ran, on average, at that
 * rate, for some iterations more where there are many: the last one alone may be at that rate by chance. Of a fork
 * without such an iteration it was not reached before measuring began.
 *
 * @param forks how many forks there are
 * @param reached how many of them reached it
 * @param seconds the median over all forks; empty if most of them did not reach it
 * @param operations likewise
 */
public record WarmUp(int forks, int reached, OptionalDouble seconds, OptionalDouble operations) {
    private static final double SHARE = 0.95;
    private static final int MOST_BEHIND = 5;

    static WarmUp of(List<List<WarmUpLog.Iteration>> forks) {
        List<Double> seconds = new ArrayList<>();
        List<Double> operations = new ArrayList<>();
        for (List<WarmUpLog.Iteration> fork : forks) {
            double steady = rate(fork.stream().filter(i -> !i.warmUp()).toList());
            List<WarmUpLog.Iteration> warmUp =
                    fork.stream().filter(WarmUpLog.Iteration::warmUp).toList();
            int behind = Math.min(MOST_BEHIND, warmUp.size() / 4);
            for (int i = 0; i < warmUp.size() - behind; i++) {
                if (rate(warmUp.subList(i, i + 1)) >= SHARE * steady
                        && rate(warmUp.subList(i, warmUp.size())) >= SHARE * steady) {
                    List<WarmUpLog.Iteration> until = warmUp.subList(0, i + 1);
                    seconds.add(sum(until, true));
                    operations.add(sum(until, false));
                    break;
                }
            }
        }
        return new WarmUp(
                forks.size(), seconds.size(), median(seconds, forks.size()), median(operations, forks.size()));
    }

    private static double rate(List<WarmUpLog.Iteration> iterations) {
        return sum(iterations, false) / sum(iterations, true);
    }

    private static double sum(List<WarmUpLog.Iteration> iterations, boolean seconds) {
        return iterations.stream()
                .mapToDouble(i -> seconds ? i.seconds() : i.operations())
                .sum();
    }

    /** Of all forks, where those that have no value are above all others; of two in the middle the lower. */
    private static OptionalDouble median(List<Double> values, int forks) {
        return 2 * values.size() <= forks
                ? OptionalDouble.empty()
                : OptionalDouble.of(values.stream().sorted().toList().get((forks - 1) / 2));
    }
}
