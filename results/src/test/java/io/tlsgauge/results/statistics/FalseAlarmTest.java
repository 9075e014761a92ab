package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often a difference is shown where there is none, and where there is one. Seeded: the same every time. */
class FalseAlarmTest {
    private static final int DRAWS = 300;
    private static final int ITERATIONS = 8;

    private final SplittableRandom random = new SplittableRandom(20261125);

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 0.01, 0.01, 2",
        "NORMAL, 0.01, 0.01, 3",
        "NORMAL, 0.01, 0.01, 5",
        "NORMAL, 0.01, 0.01, 10",
        "NORMAL, 0.01, 0.03, 2",
        "NORMAL, 0.01, 0.03, 3",
        "NORMAL, 0.01, 0.03, 5",
        "NORMAL, 0.01, 0.03, 10",
        "TWO_MODES, 0.02, 0.01, 3",
        "TWO_MODES, 0.02, 0.01, 5",
        "TWO_MODES, 0.02, 0.01, 10",
        "SKEWED, 0.02, 0.01, 3",
        "SKEWED, 0.02, 0.01, 5",
        "SKEWED, 0.02, 0.01, 10",
    })
    void intervalOf95PercentMissesTheTruthInAboutFivePercent(
            NoisyForks.Shape shape, double forkNoise, double iterationNoise, int forks) {
        NoisyForks noisy = new NoisyForks(shape, forkNoise, iterationNoise);
        int simulations = 2_000;
        int missed = 0;
        for (int i = 0; i < simulations; i++) {
            LogRatio ratio = compare(noisy, 1.1, forks);
            missed += ratio.low(0.95) > 1.1 || ratio.high(0.95) < 1.1 ? 1 : 0;
        }

        double share = (double) missed / simulations;
        assertTrue(share < 0.06, "missed: " + share);
    }

    @ParameterizedTest
    @CsvSource({"3, 0.3", "5, 0.3", "10, 0.3", "10, 0.0"})
    void pairedIntervalMissesTheTruthInFivePercentWhateverRoundsHaveInCommon(int rounds, double inCommon) {
        NoisyForks noisy = new NoisyForks(NoisyForks.Shape.NORMAL, 0.01, 0.02);
        int simulations = 2_000;
        int missed = 0;
        double width = 0;
        for (int i = 0; i < simulations; i++) {
            double[] speed =
                    random.doubles(rounds, 1 - inCommon, 1 + inCommon + 1e-9).toArray();
            double[] old =
                    times(speed, noisy.sample(1, rounds, ITERATIONS, random).forkMeans());
            double[] current =
                    times(speed, noisy.sample(1.1, rounds, ITERATIONS, random).forkMeans());
            LogRatio ratio = LogRatio.paired(RoundRatios.of(current, old));
            missed += ratio.low(0.95) > 1.1 || ratio.high(0.95) < 1.1 ? 1 : 0;
            width += Math.log(ratio.high(0.95) / ratio.low(0.95)) / simulations;
        }

        double share = (double) missed / simulations;
        assertTrue(share > 0.03 && share < 0.065, "missed: " + share);
        assertTrue(width < 0.15, "as wide as if rounds had nothing in common: " + width);
    }

    private static double[] times(double[] speed, double[] means) {
        double[] product = new double[speed.length];
        Arrays.setAll(product, round -> speed[round] * means[round]);
        return product;
    }

    @ParameterizedTest
    @CsvSource({"NORMAL, 3", "NORMAL, 5", "NORMAL, 10", "TWO_MODES, 5", "SKEWED, 5"})
    void noMoreThanOneInTwentyComparisonsOfManyEqualBenchmarksShowsADifference(NoisyForks.Shape shape, int forks) {
        NoisyForks noisy = new NoisyForks(shape, 0.015, 0.02);
        int runs = 400;
        int alarmed = 0;
        for (int run = 0; run < runs; run++) {
            double[] pValues = new double[20];
            Arrays.setAll(pValues, benchmark -> compare(noisy, 1, forks).pValue());
            alarmed += Arrays.stream(FalseDiscovery.adjust(pValues)).anyMatch(p -> p <= 0.05) ? 1 : 0;
        }

        double share = (double) alarmed / runs;
        // where all are equal the true share is 5 % at most; 400 runs tell it to within 2.2 %
        assertTrue(share <= 0.05 + 0.022, "runs with a false alarm: " + share);
    }

    @ParameterizedTest
    @CsvSource({"0.01, 0.02", "0.02, 0.02", "0.02, 0.05"})
    void threePercentAreFoundNineTimesOfTenWithTheForksThatPowerAsksFor(double forkNoise, double iterationNoise) {
        NoisyForks noisy = new NoisyForks(NoisyForks.Shape.NORMAL, forkNoise, iterationNoise);
        LogEstimate pilot = noisy.sample(1, 2_000, ITERATIONS, random).logMean(random, 2_000);
        int benchmarks = 10;
        int forks = new Power(1.03, 0.05 / benchmarks, 1).forks(pilot, pilot).orElseThrow();
        int simulations = 500;
        int found = 0;
        for (int i = 0; i < simulations; i++) {
            LogRatio ratio = compare(noisy, 1 / 1.03, forks);
            found += ratio.pValue() <= 0.05 / benchmarks && ratio.ratio() < 1 ? 1 : 0;
        }

        double share = (double) found / simulations;
        assertTrue(share >= 0.88, "found with " + forks + " forks: " + share);
        assertTrue(share <= 0.97, "fewer than " + forks + " forks would do: " + share);
    }

    private LogRatio compare(NoisyForks noisy, double trueRatio, int forks) {
        LogEstimate old = noisy.sample(100, forks, ITERATIONS, random).logMean(random, DRAWS);
        LogEstimate changed =
                noisy.sample(100 * trueRatio, forks, ITERATIONS, random).logMean(random, DRAWS);
        return LogRatio.of(changed, old);
    }
}
