package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.statistics.ChangePoints.Change;
import io.tlsgauge.results.statistics.ChangePoints.Exchangeable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangePointsTest {
    private final SplittableRandom random = new SplittableRandom(7);

    @Test
    void stepsAreFoundWhereTheyAre() {
        double[][] runs = runs(100, 100, 100, 97, 97, 97, 97, 104, 104, 104);

        List<Change> changes = new ChangePoints(runs, Exchangeable.ALL, 0.05, random).all(0.05);

        assertEquals(List.of(3, 7), changes.stream().map(Change::moment).toList());
    }

    @Test
    void threeRunsOfTenForksShowAStep() {
        assertEquals(
                List.of(2),
                new ChangePoints(runs(100, 100, 97), Exchangeable.ALL, 0.05, random)
                        .all(0.05).stream().map(Change::moment).toList());
    }

    @Test
    void seriesWithoutChangeRarelyShowsOne() {
        int shown = 0;
        for (int i = 0; i < 200; i++) {
            double[][] runs = runs(100, 100, 100, 100, 100, 100);
            shown += new ChangePoints(runs, Exchangeable.ALL, 0.05, random)
                            .all(0.05)
                            .isEmpty()
                    ? 0
                    : 1;
        }

        assertTrue(shown <= 18, "of 200: " + shown);
    }

    @Test
    void whatDiffersBetweenPlacesOnlyIsNoChange() {
        // two forks, one twice as fast as the other, both still
        double[][] iterations = {{1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}};

        assertTrue(new ChangePoints(iterations, Exchangeable.WITHIN_PLACE, 0.05, random)
                .all(0.05)
                .isEmpty());
    }

    @Test
    void lowLevelCanBeReached() {
        double pValue = new ChangePoints(runs(100, 100, 90, 90), Exchangeable.ALL, 0.0005, random)
                .strongest()
                .orElseThrow()
                .pValue();

        assertTrue(pValue <= 0.0005 / 20, "p " + pValue);
    }

    @Test
    void oneMomentHasNoChange() {
        assertTrue(new ChangePoints(runs(100), Exchangeable.ALL, 0.05, random)
                .strongest()
                .isEmpty());
    }

    private double[][] runs(double... means) {
        return Arrays.stream(means)
                .mapToObj(mean -> {
                    double[] forks = new double[10];
                    Arrays.setAll(forks, fork -> mean + random.nextGaussian());
                    return forks;
                })
                .toArray(double[][]::new);
    }
}
