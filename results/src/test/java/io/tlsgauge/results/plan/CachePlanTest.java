package io.tlsgauge.results.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.demand.Mix;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CachePlanTest {
    private static final int CLIENTS = 2_000;
    private static final double PEAK = 100;

    @ParameterizedTest
    @CsvSource({"0, 60, 1000000", "0, 3600, 500", "0.9, 60, 1000000", "0.9, 3600, 500", "0.9, 20, 500"})
    void hitRatioIsThatOfASimulatedCache(double skew, int lifetime, int size) {
        CachePlan plan = plan("full=1,id=99", skew, Duration.ofSeconds(lifetime), OptionalLong.of(size));

        assertEquals(simulated(skew, lifetime, size), plan.hitRatio().orElseThrow(), 0.02);
        assertTrue(plan.sessions() <= size * 1.001, "sessions " + plan.sessions());
        assertTrue(plan.keptSeconds() <= lifetime, "kept " + plan.keptSeconds());
    }

    @Test
    void everyFullHandshakeOfTheMixLeavesASessionAlthoughItsClientHasAnother() {
        CachePlan roomy = plan("full=40,id=60", 0, Duration.ofSeconds(60), OptionalLong.empty());
        CachePlan narrow = plan("full=40,id=60", 0, Duration.ofSeconds(60), OptionalLong.of(400));

        assertEquals(40 * 60, roomy.sessions(), 1e-6);
        assertEquals(400, narrow.sessions(), 1);
        assertTrue(narrow.keptSeconds() <= 10, "kept " + narrow.keptSeconds());
    }

    @Test
    void mixWithoutResumptionByIdNeedsNoCache() {
        assertTrue(CachePlan.of(
                        Mix.parse("full=40,ticket=60"),
                        PEAK,
                        demand(0, Duration.ofHours(1), OptionalLong.empty()),
                        OptionalDouble.empty())
                .isEmpty());
    }

    private static CachePlan plan(String mix, double skew, Duration lifetime, OptionalLong size) {
        return CachePlan.of(Mix.parse(mix), PEAK, demand(skew, lifetime, size), OptionalDouble.of(100))
                .orElseThrow();
    }

    private static SessionDemand demand(double skew, Duration lifetime, OptionalLong size) {
        return new SessionDemand(
                OptionalLong.of(CLIENTS),
                skew,
                lifetime,
                size,
                OptionalDouble.empty(),
                lifetime,
                lifetime,
                lifetime,
                126);
    }

    /** A cache that throws out the oldest, client by client. */
    private static double simulated(double skew, double lifetime, int size) {
        SplittableRandom random = new SplittableRandom(3);
        double[] upTo = new double[CLIENTS];
        double sum = 0;
        for (int client = 0; client < CLIENTS; client++) {
            sum += Math.pow(client + 1, -skew);
            upTo[client] = sum;
        }
        double[] since = new double[CLIENTS];
        Arrays.fill(since, Double.NEGATIVE_INFINITY);
        ArrayDeque<Integer> order = new ArrayDeque<>();
        double now = 0;
        int hits = 0;
        int all = 400_000;
        for (int i = -all; i < all; i++) {
            now -= Math.log(1 - random.nextDouble()) / PEAK;
            while (!order.isEmpty() && now - since[order.peek()] >= lifetime) {
                since[order.poll()] = Double.NEGATIVE_INFINITY;
            }
            int found = Arrays.binarySearch(upTo, random.nextDouble(sum));
            int client = found < 0 ? -found - 1 : found;
            if (since[client] > Double.NEGATIVE_INFINITY) {
                hits += i >= 0 ? 1 : 0;
            } else {
                since[client] = now;
                order.add(client);
                if (order.size() > size) {
                    since[order.poll()] = Double.NEGATIVE_INFINITY;
                }
            }
        }
        return (double) hits / all;
    }
}
