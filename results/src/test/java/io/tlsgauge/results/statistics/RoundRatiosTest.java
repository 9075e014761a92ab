package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class RoundRatiosTest {
    private static final int ROUNDS = 10;
    private static final int TURNS = 70;

    private final SplittableRandom random = new SplittableRandom(4);

    @Test
    void turnsBetweenWhichTheMachineChangedItsSpeedAreInTheMeansAndNotInTheMedian() {
        List<List<Double>> old = new ArrayList<>();
        List<List<Double>> current = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Double> oldTurns = new ArrayList<>();
            List<Double> newTurns = new ArrayList<>();
            double speed = 1;
            for (int turn = 0; turn < TURNS; turn++) {
                oldTurns.add(100 * speed * noise(0.01));
                speed = random.nextInt(5) == 0 ? 1.6 - speed : speed;
                newTurns.add(103 * speed * noise(0.01));
            }
            old.add(oldTurns);
            current.add(newTurns);
        }

        double[] medians = RoundRatios.byTurns(current, old);

        assertEquals(Math.log(1.03), StatUtils.mean(medians), 0.002);
        assertTrue(StatUtils.variance(medians) < StatUtils.variance(RoundRatios.byMeans(current, old)) / 4);
        assertEquals(OptionalDouble.empty(), RoundRatios.meansThatDisagree(current, old));
    }

    @Test
    void pausesInFewTurnsAreToldByTheMeans() {
        List<List<Double>> old = new ArrayList<>();
        List<List<Double>> current = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            old.add(random.ints(TURNS, 0, 10).mapToObj(any -> 100 * noise(0.01)).toList());
            current.add(random.ints(TURNS, 0, 10)
                    .mapToObj(tenth -> (tenth == 0 ? 50 : 100) * noise(0.01))
                    .toList());
        }

        assertEquals(0, StatUtils.mean(RoundRatios.byTurns(current, old)), 0.004);
        assertEquals(0.95, RoundRatios.meansThatDisagree(current, old).orElseThrow(), 0.02);
    }

    @Test
    void forkThatLacksTurnsIsComparedByItsMean() {
        assertArrayEquals(
                new double[] {Math.log(2), Math.log(3)},
                RoundRatios.byTurns(
                        List.of(List.of(2.0, 4.0, 9.0), List.of(6.0, 6.0)),
                        List.of(List.of(1.0, 2.0, 9.0), List.of(1.0, 2.0, 3.0))),
                1e-12);
    }

    @Test
    void roundsThatOneSideLacksHaveNoRatio() {
        assertEquals(0, RoundRatios.of(new double[] {1, 2}, new double[] {1}).length);
    }

    private double noise(double deviation) {
        return 1 + deviation * random.nextGaussian();
    }
}
