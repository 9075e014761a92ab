package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.load.LoadPlan;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RateTrialTest {
    @Test
    void rateAtWhichTheObjectiveIsKeptIsFound() throws Exception {
        LoadPlan plan = Plans.plan().mix(100, 0, 0).build();
        try (TlsServer server = LoadGeneratorTest.server(1000, true, Duration.ofMinutes(1));
                LoadGenerator generator = LoadGenerator.open(LoadGeneratorTest.target(server.address()), plan)) {
            RateSearch search = new RateSearch(
                    new RateTrial(
                            generator,
                            plan,
                            1,
                            ServerProcess.of(ProcessHandle.current().pid()),
                            () -> true),
                    30,
                    0.05);

            search.run(20);

            HighestRate found = HighestRate.ofJson(
                    search.found("test", "p99 of 60000 ms", "full=100").json());
            assertEquals(OptionalDouble.of(20), found.highestKept());
            assertEquals(OptionalDouble.empty(), found.lowestMissed());
            assertTrue(found.steps().get(0).millis() > 0);
            assertTrue(found.steps().get(0).serverMicros().orElseThrow() > 0);
            double share = found.steps().get(0).serverShare().orElseThrow();
            assertTrue(share > 0 && share < 1.1, "of all processors: " + share);
        }
    }

    @Test
    void rateAtWhichNobodyIsServedIsMissed() throws Exception {
        LoadPlan plan = Plans.plan().mix(100, 0, 0).clients(0).build();
        InetSocketAddress nobody = new InetSocketAddress("127.0.0.1", 1);
        try (LoadGenerator generator = LoadGenerator.open(LoadGeneratorTest.target(nobody), plan)) {
            HighestRate.Step step = new RateTrial(generator, plan, 1, Optional.empty(), () -> true).at(20);

            assertFalse(step.wasKept());
            assertEquals(Set.of("connect refused"), step.errors().keySet());
            assertTrue(step.text().contains(", failed: connect refused "), step.text());
        }
    }
}
