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

    /** Arrivals that were all due at a load's start. */
    private static final class AtOnce implements ArrivalSource {
        private int left = SOME;

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public long dueNanos() {
            return 0;
        }

        @Override
        public ArrivalKind kind() {
            return ArrivalKind.FULL;
        }

        @Override
        public int client() {
            return -1;
        }

        @Override
        public boolean isFromAll() {
            return true;
        }

        @Override
        public void advance() {
            left--;
        }
    }

    private static final class Counts implements ArrivalListener {
        private int done;
        private int neverStarted;

        @Override
        public void started(long dueAt, long startedAt, boolean wasHeldBack) {}

        @Override
        public void neverStarted() {
            neverStarted++;
        }

        @Override
        public void done(ArrivalKind kind, Moments moments) {
            done++;
        }

        @Override
        public void failed(ArrivalKind kind, long dueAt, String cause) {}

        @Override
        public void ended() {}
    }

    /** More than it starts in a turn, and a load that had ended long before. */
    @Test
    void arrivalsThatWereDueWhileTheMachineStoodStillAreStartedNevertheless() throws Exception {
        Population population = new Population(1, new Mix(Map.of(Kind.SESSION_ID, 100.0)), false, 1);
        Counts counts = new Counts();
        try (TlsServer server = LoadGeneratorTest.server(1000, true, Duration.ofMinutes(1));
                LoadLoop loop = new LoadLoop(
                        LoadGeneratorTest.target(server.address()), population, Optional.empty(), 60_000, 1)) {
            long start = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);

            loop.run(new AtOnce(), counts, start, TimeUnit.SECONDS.toNanos(1), 2 * SOME, () -> {});
        }

        assertEquals(SOME, counts.done);
        assertEquals(0, counts.neverStarted);
    }
}
