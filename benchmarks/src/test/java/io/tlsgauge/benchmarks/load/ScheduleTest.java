package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.Arrivals;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.Storm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private record Due(long nanos, ArrivalKind kind) {}

    @Test
    void constantArrivalsAreEquallyFarApart() {
        List<Due> all = arrivals(Plans.plan().millis(10_000).build(), 1);

        assertEquals(1000, all.size());
        for (int i = 1; i < all.size(); i++) {
            assertEquals(10e6, all.get(i).nanos - all.get(i - 1).nanos, 2);
        }
    }

    @Test
    void loopsTogetherMakeTheArrivalsOfOne() {
        for (Arrivals.Pattern pattern : Arrivals.Pattern.values()) {
            int burst = pattern == Arrivals.Pattern.BURSTS ? 7 : 1;
            LoadPlan plan = Plans.plan()
                    .arrivals(pattern, burst, true, 100.0, 900.0)
                    .millis(3_000)
                    .build();
            assertEquals(arrivals(plan, 1), arrivals(plan, 3));
        }
    }

    @Test
    void poissonArrivalsKeepTheRateAndAreIndependent() {
        LoadPlan plan = Plans.plan()
                .arrivals(Arrivals.Pattern.POISSON, 1, false, 1000.0)
                .millis(100_000)
                .build();
        List<Due> all = arrivals(plan, 1);

        // The seed holds it still: 100,000 with a standard deviation of 316, and gaps whose deviation is their mean.
        assertEquals(100_000, all.size(), 1_500);
        double squares = 0;
        for (int i = 1; i < all.size(); i++) {
            double gap = (all.get(i).nanos - all.get(i - 1).nanos) / 1e6;
            squares += (gap - 1) * (gap - 1);
        }
        assertEquals(1, squares / all.size(), 0.05);
    }

    @Test
    void burstsComeAtOnce() {
        LoadPlan plan = Plans.plan()
                .arrivals(Arrivals.Pattern.BURSTS, 50, false, 100.0)
                .millis(10_000)
                .build();
        List<Due> all = arrivals(plan, 1);

        assertEquals(1000, all.size());
        assertEquals(20, all.stream().mapToLong(Due::nanos).distinct().count());
    }

    @Test
    void mixIsKept() {
        List<Due> all = arrivals(Plans.plan().millis(100_000).build(), 1);

        assertEquals(2_000, count(all, ArrivalKind.FULL), 150);
        assertEquals(3_000, count(all, ArrivalKind.SESSION_ID), 150);
        assertEquals(5_000, count(all, ArrivalKind.TICKET), 150);
    }

    @Test
    void hostileArrivalsComeInTheMiddleOnly() {
        LoadPlan plan = Plans.plan()
                .millis(30_000)
                .hostile(Map.of(ArrivalKind.HELLO_ONLY, 20.0, ArrivalKind.FORGED_TICKET, 30.0))
                .build();
        List<Due> all = arrivals(plan, 2);

        assertEquals(200, count(all, ArrivalKind.HELLO_ONLY), 50);
        assertEquals(300, count(all, ArrivalKind.FORGED_TICKET), 50);
        assertTrue(all.stream()
                .filter(due -> !due.kind.isHonest())
                .allMatch(due -> due.nanos >= 10e9 && due.nanos < 20e9));
    }

    @Test
    void crowdOfAllClientsComesBackAtOneMoment() {
        LoadPlan plan =
                Plans.plan().millis(6_000).clients(40).storm(Storm.RECONNECT).build();
        List<Due> crowd = arrivals(plan, 2).stream()
                .filter(due -> due.kind == ArrivalKind.RECONNECT)
                .toList();

        assertEquals(40, crowd.size());
        assertTrue(crowd.stream().allMatch(due -> due.nanos == 2_000_000_000L));
    }

    private static long count(List<Due> all, ArrivalKind kind) {
        return all.stream().filter(due -> due.kind == kind).count();
    }

    private static List<Due> arrivals(LoadPlan plan, int loops) {
        List<Due> all = new ArrayList<>();
        for (int loop = 0; loop < loops; loop++) {
            Schedule schedule = new Schedule(plan, StormTime.of(plan, 0), loop, loops, plan.clients() / loops);
            for (; schedule.hasNext(); schedule.advance()) {
                all.add(new Due(schedule.dueNanos(), schedule.kind()));
            }
        }
        return all.stream()
                .sorted(Comparator.comparingLong(Due::nanos).thenComparing(Due::kind))
                .toList();
    }
}
