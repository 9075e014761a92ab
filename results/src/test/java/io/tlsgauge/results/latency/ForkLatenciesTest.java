package io.tlsgauge.results.latency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ForkLatenciesTest {
    private final SplittableRandom random = new SplittableRandom(2);

    @Test
    void percentilesAreThoseOfTheMergedLog() {
        LatencyLog log = log(7);

        ForkLatencies forks = ForkLatencies.of(log);

        assertEquals(7, forks.forks());
        for (double percentile : new double[] {1, 50, 90, 99, 99.9, 100}) {
            assertEquals(log.percentileNanos(percentile), forks.percentileNanos(percentile), "p" + percentile);
        }
    }

    @Test
    void percentileOfEachForkIsThatOfItsOwnLog() {
        LatencyLog one = log(1);
        LatencyLog other = log(1).tagged("round9");

        ForkLatencies forks = ForkLatencies.of(LatencyLog.merge(List.of(other, one)));

        assertEquals(List.of("round0", "round9"), forks.tags());
        assertArrayEquals(
                new double[] {one.percentileNanos(99), other.percentileNanos(99)}, forks.percentilesNanos(99), 0);
    }

    @Test
    void intervalsOfOneTagAreOneFork() {
        LatencyLog log = LatencyLog.merge(List.of(log(1), log(1)));

        assertEquals(1, ForkLatencies.of(log).forks());
    }

    @Test
    void resamplingDrawsForksAndIsReproducible() {
        ForkLatencies forks = ForkLatencies.of(log(5));

        double[] drawn = forks.resample(99, new SplittableRandom(1), 100);

        assertTrue(Arrays.equals(drawn, forks.resample(99, new SplittableRandom(1), 100)));
        assertTrue(Arrays.stream(drawn).distinct().count() > 5);
    }

    private LatencyLog log(int forks) {
        List<LatencyLog> logs = new ArrayList<>();
        for (int fork = 0; fork < forks; fork++) {
            Histogram histogram = new Histogram(3);
            for (int i = 0; i < 500; i++) {
                histogram.recordValue((long) (1e5 * (1 + 0.1 * fork) * Math.exp(random.nextGaussian())));
            }
            logs.add(LatencyLog.of(List.of(histogram)).tagged("round" + fork));
        }
        return LatencyLog.merge(logs);
    }
}
