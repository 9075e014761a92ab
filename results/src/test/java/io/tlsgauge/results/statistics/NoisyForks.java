package io.tlsgauge.results.statistics;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Makes up what forks measure.
 *
 * @param shape how forks differ
 * @param forkNoise by how much, as a share: the standard deviation
 * @param iterationNoise by how much the iterations of one fork differ, likewise
 */
public record NoisyForks(Shape shape, double forkNoise, double iterationNoise) {
    /** How forks differ from one another; each has mean 0 and variance 1. */
    public enum Shape {
        /** As a bell. */
        NORMAL {
            @Override
            double draw(RandomGenerator random) {
                return random.nextGaussian();
            }
        },
        /** Three of ten forks are slower, by a compiler's or a memory layout's choice. */
        TWO_MODES {
            @Override
            double draw(RandomGenerator random) {
                return (random.nextDouble() < 0.3 ? -1.496 : 0.641) + 0.2 * random.nextGaussian();
            }
        },
        /** Some are much slower. */
        SKEWED {
            @Override
            double draw(RandomGenerator random) {
                return 1 + Math.log(1 - random.nextDouble());
            }
        };

        abstract double draw(RandomGenerator random);
    }

    /** A sample whose true mean is {@code mean}. */
    public Sample sample(double mean, int forks, int iterations, RandomGenerator random) {
        return new Sample(Stream.generate(() -> fork(mean, iterations, random))
                .limit(forks)
                .toList());
    }

    private List<Double> fork(double mean, int iterations, RandomGenerator random) {
        double ofFork = mean * (1 + forkNoise * shape.draw(random));
        return Stream.generate(() -> ofFork * (1 + iterationNoise * random.nextGaussian()))
                .limit(iterations)
                .toList();
    }
}
