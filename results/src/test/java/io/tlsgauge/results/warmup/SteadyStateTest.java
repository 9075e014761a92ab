package io.tlsgauge.results.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.warmup.SteadyState.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SteadyStateTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void shapesAreToldApart() {
        assertEquals(Shape.FLAT, shape(100, 100, 100, 100, 100, 100, 100, 100));
        assertEquals(Shape.WARM_UP, shape(80, 90, 100, 100, 100, 100, 100, 100));
        assertEquals(Shape.SLOWDOWN, shape(100, 100, 100, 100, 90, 90, 90, 90));
        assertEquals(Shape.NO_STEADY_STATE, shape(100, 100, 100, 100, 100, 100, 100, 80));
        assertEquals(Shape.TOO_SHORT, shape(80, 100, 100));
    }

    @Test
    void changeOfAFewThousandthsIsNone() {
        assertEquals(Shape.FLAT, shape(99.7, 99.7, 99.7, 99.7, 100, 100, 100, 100));
    }

    @Test
    void forksThatDifferFromOneAnotherAreFlatAllTheSame() {
        assertEquals(
                Shape.FLAT,
                SteadyState.of(
                                List.of(
                                        fork(100, 100, 100, 100, 100),
                                        fork(50, 50, 50, 50, 50),
                                        fork(70, 70, 70, 70, 70),
                                        fork(60, 60, 60, 60, 60)),
                                random)
                        .shape());
    }

    @Test
    void fewIterationsOfFewForksAreTooShortToTellRatherThanFlat() {
        List<Double> warming = fork(50, 100, 100, 100, 100, 100, 100, 100, 100, 100);

        assertEquals(
                Shape.TOO_SHORT,
                SteadyState.of(List.of(warming, warming), random).shape());
        assertEquals(
                Shape.WARM_UP,
                SteadyState.of(List.of(warming, warming, warming, warming), random)
                        .shape());
    }

    @Test
    void unsteadyForksAmongTwentyAreTold() {
        List<List<Double>> forks = new ArrayList<>(
                Stream.generate(() -> fork(halves(100, 100))).limit(18).toList());
        forks.add(fork(halves(97, 100)));
        forks.add(fork(halves(100, 97)));

        SteadyState steady = SteadyState.of(forks, random);

        assertEquals(Shape.INCONSISTENT, steady.shape());
        assertEquals(2, steady.unsteadyForks());
    }

    @Test
    void pictureShowsTheSeries() {
        SteadyState warming = SteadyState.of(forks(80, 90, 100, 100, 100, 100, 100, 100), random);

        assertTrue(warming.picture(true).startsWith("▁"), warming.picture(true));
        assertEquals(8, warming.picture(true).length());
        assertTrue(warming.picture(false).startsWith("_"), warming.picture(false));
        assertEquals(
                8,
                SteadyState.of(forks(1, 1, 1, 1, 1, 1, 1, 1), random)
                        .picture(true)
                        .length());
    }

    private static double[] halves(double first, double second) {
        double[] means = new double[20];
        Arrays.fill(means, 0, 10, first);
        Arrays.fill(means, 10, 20, second);
        return means;
    }

    private Shape shape(double... means) {
        return SteadyState.of(forks(means), random).shape();
    }

    private List<List<Double>> forks(double... means) {
        return Stream.generate(() -> fork(means)).limit(6).toList();
    }

    private List<Double> fork(double... means) {
        return Arrays.stream(means)
                .map(mean -> mean * (1 + 0.002 * random.nextGaussian()))
                .boxed()
                .toList();
    }
}
