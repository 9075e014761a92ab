package io.tlsgauge.results.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlannerTest {
    private static final String MIX = "full=10,id=30,ticket=60";
    private static final SessionDemand SESSIONS = new SessionDemand(
            OptionalLong.empty(),
            0,
            Duration.ofHours(2),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            Duration.ofHours(2),
            Duration.ofHours(1),
            Duration.ofHours(2),
            126);

    @TempDir
    Path out;

    @Test
    void planTellsServersLatenciesMemoryTicketsAndWhatIf() throws IOException {
        CapacityPlan plan = plan(
                demand(50_000, MIX, 5, 0.3, 1),
                new PlanRuns(),
                new PlanRuns().jdk("25.0.3+9", 1.5),
                new PlanRuns().jdk("21.0.1+12", 1).without("TICKET"));

        // a connection takes 121 µs, 133 µs where both cores work: 50,000 a second are 6.65 cores of work
        CapacityPlan.Sizing sizing = plan.sizing().orElseThrow();
        double cores = sizing.cores().value();
        assertTrue(cores >= 6.65 / 0.7 + 2 && cores <= 6.65 / 0.7 * 1.6 + 4, "cores " + cores);
        assertEquals(cores, 2 * sizing.servers().value());
        // five forks 1.6 % apart: 4 % for a mean, as much again for how two cores slow each other down, and the queue
        assertEquals(0.085, width(sizing.highestRatePerServer()), 0.035);
        assertEquals(6.65 / (cores - 2), sizing.utilization().value(), 0.05);
        assertTrue(sizing.latencies().get(1).micros().value() < 5_000, sizing::toString);
        assertTrue(sizing.latencies().get(2).micros().value() > 1_000, sizing::toString);

        // 5,000 full a second, a third of them by clients that resume by ID, for two hours
        CachePlan cache = plan.cache().orElseThrow();
        assertEquals(5_000.0 / 3 * 7_200, cache.sessions(), 1);
        assertEquals(126 * cache.sessions(), cache.bytes(), 1);
        assertEquals(30_000 * 130, plan.tickets().orElseThrow().bytesInPerSecond(), 1);
        assertEquals(3, plan.tickets().orElseThrow().keys());

        // ten of a hundred connections more that take a millisecond: five cores of work, and room for them
        double lost = plan.sensitivity().orElseThrow().cores().orElseThrow().value();
        assertTrue(lost > 5 && lost < 14, "each 10 points cost " + lost);
        assertEquals(
                List.of(
                        "tickets lost",
                        "session cache lost",
                        "half of the resumptions lost",
                        "no resumption",
                        "JDK 25.0.3+9",
                        "JDK 21.0.1+12"),
                plan.whatIf().stream().map(CapacityPlan.WhatIf::what).toList());
        assertTrue(plan.whatIf().get(3).cores().orElseThrow().value() > 4 * cores, plan.whatIf()::toString);
        assertTrue(plan.whatIf().get(4).cores().orElseThrow().value() < cores, plan.whatIf()::toString);
        assertEquals(Optional.of("not measured: ticket"), plan.whatIf().get(5).problem());
        assertTrue(plan.warnings().toString().contains("NOT INCLUDED"), plan.warnings()::toString);

        PlanText text = new PlanText(plan);
        assertTrue(
                text.headline().contains("servers of 2 cores, bear 50,000 new connections a second"), text.headline());
        assertTrue(text.text(StandardCharsets.UTF_8).contains("each 10 points of resumption lost cost "));
        assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text.text(StandardCharsets.US_ASCII)));
        assertTrue(text.markdown().contains("| tickets lost | full=70,id=30 | "), text.markdown());
        JsonNode json = new JsonMapper().readTree(plan.json());
        assertEquals(cores, json.at("/sizing/cores/value").doubleValue());
        assertEquals(MIX, json.at("/demand/mix").stringValue());
    }

    @Test
    void highestRateOfOneServerAndTheServersOfThatRateAgree() throws IOException {
        PlanRuns run = new PlanRuns().overTcp(40);
        CapacityPlan highest = plan(demand(OptionalDouble.empty(), "full=100", 10, 0.2, 0), run);
        double rate = highest.sizing().orElseThrow().rate().value();

        CapacityPlan servers = plan(demand(OptionalDouble.of(rate * 3), "full=100", 10, 0.2, 0), run);

        assertEquals(3, servers.sizing().orElseThrow().servers().value());
        assertTrue(new PlanText(highest).headline().startsWith("2 cores bear "), new PlanText(highest).headline());
        assertEquals(1_040, servers.services().get(0).togetherMicros().value(), 15);
        assertFalse(servers.warnings().toString().contains("NOT INCLUDED"), servers.warnings()::toString);
    }

    @Test
    void wholeConnectionThatTakesLessThanItsHandshakeWasMeasuredToCounts() throws IOException {
        CapacityPlan plan = plan(demand(100, "full=100", 10, 0, 0), new PlanRuns().overTcp(-300));

        assertEquals(700, plan.services().get(0).togetherMicros().value(), 15);
        assertEquals(0, plan.services().get(0).overheadMicros());
    }

    @Test
    void coresThatWorkForOthersSlowTheServerDownAsItsOwnDo() throws IOException {
        PlanRuns run = new PlanRuns().overTcp(40);
        Demand alone = demand(OptionalDouble.empty(), "full=100", 10, 0, 0);
        double rate = plan(alone, run).sizing().orElseThrow().rate().value();

        double beside = plan(withCoresBeside(alone, 1), run)
                .sizing()
                .orElseThrow()
                .rate()
                .value();

        // σ is 0.1: two of three cores instead of one beside each
        assertEquals(1.1 / 1.2, beside / rate, 0.02);
    }

    private static Demand withCoresBeside(Demand demand, int cores) {
        return new Demand(
                demand.rate(),
                demand.mix(),
                demand.objectives(),
                demand.headroom(),
                demand.peakToMean(),
                demand.bursts(),
                demand.spareServers(),
                demand.coresPerServer(),
                cores,
                demand.roundTripNanos(),
                demand.overheadNanos(),
                demand.costPerCoreHour(),
                demand.seed());
    }

    @Test
    void coresThatAreIdleInBetweenBearLess() throws IOException {
        Demand demand = demand(OptionalDouble.empty(), "full=100", 10, 0, 0);

        CapacityPlan busy = plan(demand, new PlanRuns().overTcp(40));
        CapacityPlan idle = plan(demand, new PlanRuns().overTcp(40).slowerHalfIdle(1.5));

        CapacityPlan.ServiceRow row = idle.services().get(0);
        assertEquals(1.5, row.idling().slowdown(0.5), 0.02);
        assertEquals(0.5, row.idling().leastBusy(), 0.01);
        assertEquals(1_040, row.togetherMicros().value(), 15);
        CapacityPlan.Sizing sizing = idle.sizing().orElseThrow();
        double rate = sizing.rate().value();
        assertTrue(rate < 0.97 * busy.sizing().orElseThrow().rate().value(), "bears " + rate);
        // as busy as that many connections of that time keep two cores
        assertEquals(sizing.utilization().value(), rate * idle.meanMicros() / 2e6, 0.02);
        assertTrue(busy.notes().toString().contains("measured on busy cores alone"), busy.notes()::toString);
        assertFalse(idle.notes().toString().contains("measured on busy cores alone"), idle.notes()::toString);
        String text = new PlanText(idle).text(StandardCharsets.UTF_8);
        assertTrue(text.contains("half idle µs"), text);
    }

    @Test
    void clientAndServerTogetherAreScaledToTheServersShare() throws IOException {
        CapacityPlan plan = plan(demand(100, "id=100", 5, 0, 0), new PlanRuns().bothSides());

        CapacityPlan.ServiceRow row = plan.services().get(0);
        assertEquals(Source.SHARE_OF_BOTH, row.source());
        assertEquals(PlanRuns.MICROS.get("SESSION_ID"), row.meanMicros().value(), 1);
        assertEquals(0.1, row.contention(), 1e-6);
    }

    @Test
    void objectiveBelowTheTimeOfACoreIsReachedByNoNumberOfThem() throws IOException {
        CapacityPlan plan = plan(demand(50_000, MIX, 1, 0, 0), new PlanRuns());

        CapacityPlan.Forbidden forbidden = plan.forbidden().orElseThrow();
        assertFalse(plan.possible());
        assertEquals(Kind.FULL, forbidden.kind());
        assertTrue(forbidden.reachedMicros() > 1_000 && forbidden.reachedMicros() < 2_500, forbidden::toString);
        assertTrue(
                new PlanText(plan).headline().startsWith("no number of cores holds p99 1 ms: "), forbidden::toString);
        assertTrue(plan.sizing().isEmpty());
    }

    @Test
    void objectiveThatAsManyMissAsMayIsHeldBySomeDrawsAndForbiddenByOthers() throws IOException {
        // the one full handshake of a hundred takes ten times the limit, and may
        int held = 0;
        int forbidden = 0;
        for (Bursts bursts : List.of(Bursts.NONE, new Bursts(2, Optional.of(Duration.ofMillis(5))))) {
            for (long seed = 1; seed <= 6; seed++) {
                CapacityPlan plan = plan(nearlyForbidden("full=1,id=99", bursts, seed), new PlanRuns().forks(1));

                if (plan.possible()) {
                    held++;
                    assertTrue(plan.sizing().orElseThrow().cores().value() < 1e6, plan::toString);
                } else {
                    forbidden++;
                    assertEquals("p99", plan.forbidden().orElseThrow().objective());
                    assertEquals(Kind.FULL, plan.forbidden().orElseThrow().kind());
                }
            }
        }
        assertTrue(held > 0 && forbidden > 0, held + " held, " + forbidden + " forbidden");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 4})
    void intervalIsToldWhereTheDrawsAreNearTheImpossible(long seed) throws IOException {
        CapacityPlan plan = plan(nearlyForbidden("full=0.95,id=99.05", Bursts.NONE, seed), new PlanRuns());

        plan.sizing().ifPresent(sizing -> {
            assertTrue(sizing.highestRatePerServer().low().isPresent(), sizing::toString);
            assertTrue(sizing.highestRatePerServer().high().isPresent(), sizing::toString);
        });
    }

    @Test
    void oneForkHasNoIntervalAndAnIncompleteRunIsMarked() throws IOException {
        CapacityPlan plan =
                plan(demand(100, "full=100", 10, 0, 0), new PlanRuns().forks(1).incomplete());

        assertTrue(plan.sizing().orElseThrow().cores().low().isEmpty());
        assertTrue(plan.warnings().get(0).contains("is incomplete"), plan.warnings()::toString);
        assertTrue(plan.warnings().toString().contains("one fork only"), plan.warnings()::toString);
    }

    @Test
    void timesThatHoldWaitsForACoreAreWarnedOf() throws IOException {
        CapacityPlan plan = plan(demand(100, "full=100", 10, 0, 0), new PlanRuns().crowded());

        assertTrue(plan.warnings().toString().contains("more threads than cores"), plan.warnings()::toString);
    }

    @Test
    void twoForksHaveAWiderIntervalThanTen() throws IOException {
        Estimate two = capacity(new PlanRuns().forks(2));
        Estimate ten = capacity(new PlanRuns().forks(10));

        assertTrue(width(two) > 2 * width(ten), two + " against " + ten);
    }

    @Test
    void kindThatWasNotMeasuredIsRefusedWithTheMend() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> plan(demand(100, MIX, 5, 0, 0), new PlanRuns().without("TICKET")));

        assertTrue(refusal.getMessage().contains("holds no ticket (TICKET) handshakes"), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("give a mix of those, or a run with --kinds TICKET"));
    }

    private Estimate capacity(PlanRuns run) throws IOException {
        return plan(demand(100, "full=100", 10, 0, 0), run)
                .sizing()
                .orElseThrow()
                .highestRatePerServer();
    }

    private static double width(Estimate estimate) {
        return Math.log(estimate.high().orElseThrow() / estimate.low().orElseThrow());
    }

    private CapacityPlan plan(Demand demand, PlanRuns... runs) throws IOException {
        List<MeasuredRun> measured = new ArrayList<>();
        for (PlanRuns run : runs) {
            measured.add(MeasuredRun.read(run.in(out).path()));
        }
        return new Planner(measured, demand, SESSIONS).plan(setting -> true);
    }

    /** Nearly as many as may take ten times the limit, by themselves. */
    private static Demand nearlyForbidden(String mix, Bursts bursts, long seed) {
        return new Demand(
                OptionalDouble.of(100),
                Mix.parse(mix),
                List.of(new Objective(50, 10_000_000), new Objective(99, 100_000)),
                0,
                1,
                bursts,
                0,
                OptionalInt.empty(),
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                seed);
    }

    private static Demand demand(double rate, String mix, int millis, double headroom, int spare) {
        return demand(OptionalDouble.of(rate), mix, millis, headroom, spare);
    }

    private static Demand demand(OptionalDouble rate, String mix, int millis, double headroom, int spare) {
        return new Demand(
                rate,
                Mix.parse(mix),
                List.of(new Objective(99, TimeUnit.MILLISECONDS.toNanos(millis))),
                headroom,
                1,
                Bursts.NONE,
                spare,
                OptionalInt.empty(),
                0,
                0,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                1);
    }
}
