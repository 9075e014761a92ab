package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ScalabilityLawTest {
    private static final double LAMBDA = 1_000;
    private static final double SIGMA = 0.05;
    private static final double KAPPA = 0.002;

    private final SplittableRandom random = new SplittableRandom(3);

    @Test
    void coefficientsOfRatesThatFollowTheLawAreFound() {
        ScalabilityLaw law = fit(0.01, ScalabilityLawTest::byTheLaw, 1, 2, 4, 8, 16, 32);

        assertEquals(LAMBDA, law.single().value(), 1e-6 * LAMBDA);
        assertEquals(SIGMA, law.contention().value(), 1e-9);
        assertEquals(KAPPA, law.crosstalk().orElseThrow().value(), 1e-9);
        assertEquals(Math.sqrt((1 - SIGMA) / KAPPA), law.peakThreads().orElseThrow(), 1e-6);
        assertEquals(byTheLaw(64), law.rate(64), 1e-6);
    }

    @Test
    void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
        int held = 0;
        for (int trial = 0; trial < 100; trial++) {
            ScalabilityLaw law =
                    fit(0.02, n -> byTheLaw(n) * (1 + 0.02 * random.nextGaussian()), 1, 2, 3, 4, 6, 8, 12, 16);
            ScalabilityLaw.Coefficient sigma = law.contention();
            if (sigma.low().orElseThrow() <= SIGMA && SIGMA <= sigma.high().orElseThrow()) {
                held++;
            }
        }

        assertTrue(held >= 88, held + " of 100");
    }

    @Test
    void twoNumbersOfThreadsCannotTellContentionFromCrosstalk() {
        ScalabilityLaw law = fit(0.01, n -> n == 1 ? 100 : 150, 1, 2);

        assertEquals(100, law.single().value(), 1e-9);
        assertEquals(1.0 / 3, law.contention().value(), 1e-9);
        assertTrue(law.crosstalk().isEmpty());
        assertTrue(law.peakThreads().isEmpty());
    }

    @Test
    void moreThanLinearScalingHasNoNegativeCoefficients() {
        ScalabilityLaw law = fit(0.01, n -> 100 * n * (1 + 0.02 * n), 1, 2, 4, 8);

        assertEquals(0, law.contention().value());
        assertEquals(0, law.crosstalk().orElseThrow().value());
        assertTrue(law.single().value() > 100, law.single().toString());
    }

    @Test
    void oneNumberOfThreadsHasNoLawAndOneForkNoInterval() {
        assertTrue(ScalabilityLaw.fit(rates(0.01, 5, n -> 100, 4), random).isEmpty());

        ScalabilityLaw law = ScalabilityLaw.fit(rates(Double.NaN, 1, ScalabilityLawTest::byTheLaw, 1, 2, 4), random)
                .orElseThrow();
        assertEquals(SIGMA, law.contention().value(), 1e-9);
        assertTrue(law.contention().low().isEmpty());
    }

    @Test
    void ratesOfTwoForksFarApartAreFittedToo() {
        ScalabilityLaw law =
                ScalabilityLaw.fit(rates(0.5, 2, n -> 100 * n, 1, 2), random).orElseThrow();

        assertTrue(law.single().low().orElseThrow() < 50);
        assertTrue(Double.isFinite(law.contention().high().orElseThrow()));
    }

    private static double byTheLaw(int n) {
        return LAMBDA * n / (1 + SIGMA * (n - 1) + KAPPA * n * (n - 1));
    }

    private ScalabilityLaw fit(double standardError, IntToDoubleFunction rate, int... threads) {
        return ScalabilityLaw.fit(rates(standardError, 30, rate, threads), random)
                .orElseThrow();
    }

    private static SortedMap<Integer, LogEstimate> rates(
            double standardError, int forks, IntToDoubleFunction rate, int... threads) {
        SortedMap<Integer, LogEstimate> rates = new TreeMap<>();
        for (int n : threads) {
            rates.put(n, new LogEstimate(Math.log(rate.applyAsDouble(n)), standardError, forks));
        }
        return rates;
    }
}
