package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.load.ArrivalKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadLoopTest {
    private static final int SOME = 40;

    /** More than it starts in a turn, and a load that had ended long before. */
    @Test
    void arrivalsThatWereDueWhileTheMachineStoodStillAreStartedNevertheless() throws Exception {
        Population population = new Population(SOME, new Mix(Map.of(Kind.SESSION_ID, 100.0)), false, 1);
        long ago = TimeUnit.SECONDS.toNanos(10);
        long start = System.nanoTime() - ago;
        LoadRecorder recorder = new LoadRecorder(
                System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(ago),
                start,
                new LiveCounters(Long.MAX_VALUE));
        try (TlsServer server = LoadGeneratorTest.server(1000, true, Duration.ofMinutes(1));
                LoadLoop loop = new LoadLoop(
                        LoadGeneratorTest.target(server.address()), population, Optional.empty(), 60_000, 1)) {
            loop.run(new WarmUp(population, false), recorder, start, TimeUnit.SECONDS.toNanos(1), 2 * SOME, () -> {});
        }

        assertEquals(SOME, recorder.results().get(ArrivalKind.WARMING).done());
        assertEquals(0, recorder.neverStartedCount());
    }
}
