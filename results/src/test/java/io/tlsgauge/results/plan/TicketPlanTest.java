package io.tlsgauge.results.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tlsgauge.results.demand.Mix;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketPlanTest {
    /** A client of a thousand million comes every 20,000 seconds, where 50,000 come a second. */
    @ParameterizedTest
    @CsvSource({"7200, 7200, 7200", "7200, 0, 3600", "1800, 7200, 1800"})
    void ticketsAreResumedAsLongAsTheirSessionLivesAndTheirKeyOpens(int lifetime, int window, int opened) {
        TicketPlan plan = TicketPlan.of(
                        Mix.parse("full=10,ticket=90"),
                        50_000,
                        new SessionDemand(
                                OptionalLong.of(1_000_000_000),
                                0,
                                Duration.ofHours(2),
                                OptionalLong.empty(),
                                OptionalDouble.empty(),
                                Duration.ofSeconds(lifetime),
                                Duration.ofHours(1),
                                Duration.ofSeconds(window),
                                126))
                .orElseThrow();

        double visits = opened / 20_000.0;
        assertEquals(visits / (1 + visits), plan.hitRatio().orElseThrow(), 1e-9);
        assertEquals(0.9, plan.hitRatioOfMix(), 1e-9);
    }
}
