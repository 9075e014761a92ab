package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.load.HighestRate;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    @Test
    void rateIsFoundFromBelowAndFromAbove() throws LoadException {
        for (double start : new double[] {10, 700, 50_000}) {
            HighestRate found = search(start, 777, Double.MAX_VALUE);

            assertTrue(found.highestKept().orElseThrow() <= 777);
            assertTrue(found.lowestMissed().orElseThrow() > 777);
            assertTrue(found.lowestMissed().orElseThrow() / found.highestKept().orElseThrow() <= 1.05);
        }
    }

    @Test
    void generatorThatCanDoNoMoreIsSaid() throws LoadException {
        HighestRate found = search(100, 500, 500);

        assertTrue(found.highestKept().orElseThrow() > 475);
        assertTrue(found.generatorWasBottleneck());
        assertTrue(found.text().contains("THE GENERATOR WAS THE BOTTLENECK"), found.text());
    }

    @Test
    void rateThatIsMissedForAWhileOnlyIsFoundNevertheless() throws LoadException {
        AtomicInteger steps = new AtomicInteger();
        RateSearch search = new RateSearch(
                rate -> {
                    boolean kept = rate <= 777 && steps.incrementAndGet() != 2;
                    return new HighestRate.Step(
                            rate,
                            kept ? 3 : 0,
                            3,
                            1,
                            rate,
                            OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalLong.empty(),
                            new TreeMap<>(),
                            !kept);
                },
                1_000_000,
                0.05);
        search.run(300);

        HighestRate found = search.found("test", "p99 of 5 ms", "full=100,id=0,ticket=0");
        assertTrue(found.highestKept().orElseThrow() > 777 / 1.05, found.text());
        assertTrue(found.lowestMissed().orElseThrow() > 777, found.text());
    }

    @Test
    void objectiveThatNoRateKeepsIsSaid() throws LoadException {
        HighestRate found = search(100, 0, Double.MAX_VALUE);

        assertTrue(found.highestKept().isEmpty());
        assertEquals("p99 of 5 ms is kept at no rate that was tried\n", found.text());
    }

    private static HighestRate search(double start, double capacity, double generatorsCapacity) throws LoadException {
        RateSearch search = new RateSearch(
                rate -> new HighestRate.Step(
                        rate,
                        rate <= capacity ? 3 : 0,
                        3,
                        1,
                        rate,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalLong.empty(),
                        new TreeMap<>(),
                        rate > generatorsCapacity),
                1_000_000,
                0.05);
        search.run(start);
        return search.found("test", "p99 of 5 ms", "full=100,id=0,ticket=0");
    }
}
