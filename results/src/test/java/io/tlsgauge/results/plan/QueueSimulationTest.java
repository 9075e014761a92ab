package io.tlsgauge.results.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.ExponentialDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulation against what queueing theory knows exactly. Services of a millisecond. */
class QueueSimulationTest {
    private static final double SERVICE = 1e6;
    private static final int CONNECTIONS = 300_000;

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 0.8", "2, 0.7", "4, 0.8", "8, 0.7"})
    void exponentialTimesWaitAsErlangSays(int cores, double utilization) {
        QueueSimulation.Outcome outcome = simulate(exponential(), cores, utilization);

        double wait = erlangC(cores, utilization) * SERVICE / (cores * (1 - utilization));
        assertEquals(wait, outcome.meanWaitNanos(), 0.06 * wait);
        double p99 = exponentialPercentile(cores, utilization, 0.99);
        assertEquals(p99, outcome.percentile(99), 0.05 * p99);
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5", "1, 0.8", "2, 0.7", "4, 0.8", "8, 0.7"})
    void equalTimesWaitAsCrommelinSays(int cores, double utilization) {
        QueueSimulation.Outcome outcome = simulate(Distribution.constant(SERVICE), cores, utilization);

        double wait = crommelin(cores, utilization) * SERVICE;
        assertEquals(wait, outcome.meanWaitNanos(), 0.06 * wait);
    }

    @Test
    void sameSeedGivesTheSameAndAnotherAnother() {
        QueueSimulation.Outcome one = simulate(exponential(), 2, 0.7);

        assertEquals(one.meanWaitNanos(), simulate(exponential(), 2, 0.7).meanWaitNanos());
        assertTrue(one.meanWaitNanos()
                != new QueueSimulation(2, CONNECTIONS, 2)
                        .run(load(Service.of(exponential()), Bursts.NONE), 2 * 0.7 * 1e9 / SERVICE)
                        .meanWaitNanos());
    }

    @Test
    void aLongBurstIsAsBadAsItsRateAndAShortOneLess() {
        Service service = Service.of(exponential());
        double rate = 0.4 * 1e9 / SERVICE;

        double steady = p99(service, Bursts.NONE, 2 * rate);
        double shortBurst = p99(service, new Bursts(2, Optional.of(Duration.ofMillis(5))), rate);
        double longBurst = p99(service, new Bursts(2, Optional.of(Duration.ofSeconds(20))), rate);

        assertEquals(steady, longBurst, 0.1 * steady);
        assertTrue(shortBurst < 0.7 * steady, shortBurst + " against " + steady);
        assertTrue(shortBurst > p99(service, Bursts.NONE, rate));
    }

    @Test
    void burstWithMoreConnectionsThanAreSimulatedIsTakenToLast() {
        Service service = Service.of(exponential());
        double rate = 0.55 * 1e9 / SERVICE;

        double hour = p99(service, new Bursts(2, Optional.of(Duration.ofHours(1))), rate);

        assertEquals(p99(service, Bursts.NONE, 2 * rate), hour);
    }

    @Test
    void burstsFarShorterThanAServiceAreAsTheirAverageRate() {
        Service service = Service.of(exponential());
        double rate = 0.4 * 1e9 / SERVICE;

        double veryShort = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> p99(service, new Bursts(3, Optional.of(Duration.ofNanos(1_000))), rate));

        double average = p99(service, Bursts.NONE, 1.2 * rate);
        assertEquals(average, veryShort, 0.1 * average);
    }

    @Test
    void coresThatSlowEachOtherDownMakeTimesLonger() {
        Service slowed = new Service(Distribution.constant(SERVICE), 0, 0.5, 0, 0, Idling.NONE);

        QueueSimulation.Outcome outcome =
                new QueueSimulation(2, 10_000, 1).run(load(slowed, Bursts.NONE), 2 * 0.6 * 1e9 / SERVICE);

        assertEquals(1.5, slowed.slowdown(2));
        assertTrue(outcome.percentile(50) >= 1.5 * SERVICE, "median " + outcome.percentile(50));
    }

    /** As busy as they are then: what is offered is that much, by times that are longer where cores are idle. */
    @ParameterizedTest
    @CsvSource({"0.7, 1.3", "0.9, 1.1", "0.3, 1.5"})
    void timesOnCoresThatAreIdleInBetweenAreLongerAsMeasured(double utilization, double slowdown) {
        Service service = new Service(Distribution.constant(SERVICE), 0, 0, 0, 0, new Idling(1, 0.5, 1));
        Workload load = load(service, Bursts.NONE);
        double perSecond = utilization * 1e9 / (slowdown * SERVICE);

        QueueSimulation.Outcome outcome = new QueueSimulation(1, CONNECTIONS, 1).run(load, perSecond);

        assertEquals(utilization, load.utilization(perSecond, 1), 1e-6);
        double wait = utilization / (2 * (1 - utilization)) * slowdown * SERVICE;
        assertEquals(wait, outcome.meanWaitNanos(), 0.06 * wait);
    }

    @Test
    void twoMeasurementsTellHowMuchLongerIdleCoresTake() {
        Idling idling = Idling.of(110, 0.9, 150, 0.5);

        assertEquals(150.0 / 110, idling.slowdown(0.5) / idling.slowdown(0.9), 1e-9);
        assertEquals(1, idling.slowdown(0.9));
        assertEquals(1, idling.slowdown(1));
        assertEquals(1 + 0.5 * (150.0 / 110 - 1), idling.slowdown(0.7), 1e-9);
        assertEquals(idling.slowdown(0.5), idling.slowdown(0.1));
        assertEquals(Idling.NONE, Idling.of(110, 0.9, 150, 0.85));
    }

    @Test
    void capacityIsWhereErlangsPercentileMeetsTheLimit() {
        Objective objective = new Objective(99, 10_000_000);
        for (int cores : new int[] {1, 4}) {
            double highest = new Capacity(cores, List.of(objective), 100_000, 1)
                    .highestRate(load(Service.of(exponential()), Bursts.NONE));

            double utilization = highest * SERVICE / 1e9 / cores;
            assertEquals(10e6, exponentialPercentile(cores, utilization, 0.99), 1e6, cores + " cores");
        }
    }

    private static double p99(Service service, Bursts bursts, double rate) {
        return new QueueSimulation(1, 100_000, 1)
                .run(load(service, bursts), rate)
                .percentile(99);
    }

    private static QueueSimulation.Outcome simulate(Distribution work, int cores, double utilization) {
        return new QueueSimulation(cores, CONNECTIONS, 1)
                .run(load(Service.of(work), Bursts.NONE), cores * utilization * 1e9 / SERVICE);
    }

    private static Workload load(Service service, Bursts bursts) {
        return Workload.of(Mix.parse("full=100"), Map.of(Kind.FULL, service), 0, bursts);
    }

    private static Distribution exponential() {
        ExponentialDistribution distribution = new ExponentialDistribution(SERVICE);
        double[] values = new double[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = distribution.inverseCumulativeProbability((i + 0.5) / values.length);
        }
        double[] upTo = new double[values.length];
        Arrays.setAll(upTo, i -> (i + 1.0) / upTo.length);
        return new Distribution(values, upTo);
    }

    /** How likely a connection waits (Erlang, 1917). */
    static double erlangC(int cores, double utilization) {
        double offered = cores * utilization;
        PoissonDistribution arrivals = new PoissonDistribution(offered);
        double all = arrivals.probability(cores) / (1 - utilization);
        return all / (arrivals.cumulativeProbability(cores - 1) + all);
    }

    /** The percentile of wait and service together, of exponential times, by bisection. */
    private static double exponentialPercentile(int cores, double utilization, double share) {
        double waits = erlangC(cores, utilization);
        double faster = cores * (1 - utilization);
        double low = 0;
        double high = 1_000;
        for (int step = 0; step < 100; step++) {
            double t = (low + high) / 2;
            double beyond = Math.abs(faster - 1) < 1e-9
                    ? (1 + waits * t) * Math.exp(-t)
                    : (1 - waits) * Math.exp(-t)
                            + waits * (Math.exp(-faster * t) - faster * Math.exp(-t)) / (1 - faster);
            if (beyond > 1 - share) {
                low = t;
            } else {
                high = t;
            }
        }
        return low * SERVICE;
    }

    /** The mean wait of equal times, in their lengths (Crommelin, 1932). */
    private static double crommelin(int cores, double utilization) {
        double offered = cores * utilization;
        double wait = 0;
        for (int i = 1; i < 2_000; i++) {
            PoissonDistribution arrivals = new PoissonDistribution(i * offered);
            wait += 1
                    - arrivals.cumulativeProbability(i * cores - 1)
                    - (1 - arrivals.cumulativeProbability(i * cores)) / utilization;
        }
        return wait;
    }
}
