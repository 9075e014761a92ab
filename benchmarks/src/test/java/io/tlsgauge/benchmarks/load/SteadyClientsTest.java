package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.results.demand.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients beside a server of the engine in this JVM, whose counters must agree with what they tell. */
class SteadyClientsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SOME = 200;

    @ParameterizedTest
    @EnumSource
    void clientsComeWithTheKindThatTheServerCounts(Kind kind) throws Exception {
        try (TlsServer server = LoadGeneratorTest.server(1000, true, LONG);
                SteadyClients clients = clients(server, kind, true)) {
            clients.remember();
            HandshakeKind counted = HandshakeKind.valueOf(kind.name());
            long before = server.counters().handshakes(counted);

            clients.come(kind, 0);
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < SOME; i++) {
                nanos.add(clients.next());
            }
            clients.stay(nanos::add);

            assertTrue(nanos.size() >= SOME);
            assertTrue(nanos.stream().allMatch(each -> each > 0));
            assertEquals(nanos.size(), server.counters().handshakes(counted) - before);
        }
    }

    @Test
    void clientsThatComeSeldomTakeAsLongAsTheyAreApart() throws Exception {
        try (TlsServer server = LoadGeneratorTest.server(1000, true, LONG);
                SteadyClients clients = clients(server, Kind.TICKET, true)) {
            clients.remember();
            int count = 100;
            double gap = 10e6;
            long start = System.nanoTime();

            clients.come(Kind.TICKET, gap);
            for (int i = 0; i < count; i++) {
                clients.next();
            }
            long took = System.nanoTime() - start;
            clients.stay(each -> {});

            // the sum of so many exponential gaps is below seven tenths of its mean once in 1,000
            assertTrue(took > 0.7 * count * gap, "took " + took);
            assertTrue(clients.polledNanos() > took / 4, "polled " + clients.polledNanos() + " of " + took);
        }
    }

    @Test
    void clientsThatSleepTakeNoTimeOfTheProcessorWhileTheyWait() throws Exception {
        try (TlsServer server = LoadGeneratorTest.server(1000, true, LONG);
                SteadyClients clients = clients(server, Kind.SESSION_ID, false)) {
            clients.remember();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long start = System.nanoTime();
            long cpuStart = threads.getCurrentThreadCpuTime();

            clients.come(Kind.SESSION_ID, 40e6);
            for (int i = 0; i < 50; i++) {
                clients.next();
            }
            clients.stay(each -> {});

            long took = System.nanoTime() - start;
            long cpu = threads.getCurrentThreadCpuTime() - cpuStart;
            assertTrue(cpu < took / 2, cpu + " of " + took);
        }
    }

    @Test
    void severalAreUnderWayAtATimeUntilTheyAreGivenUp() throws Exception {
        try (TlsServer server = LoadGeneratorTest.server(1000, true, LONG)) {
            try (SteadyClients clients = clients(server, Kind.SESSION_ID, true)) {
                clients.remember();
                clients.come(Kind.SESSION_ID, 0);

                // Nobody else moves them: all that are under way now may end before the server is asked.
                await(() -> clients.next() > 0 && server.counters().open() > 1);
            }
            await(() -> server.counters().open() == 0);
        }
    }

    @Test
    void resumptionThatTheServerRefusesIsAFailure() throws Exception {
        try (TlsServer server = LoadGeneratorTest.server(1, true, LONG);
                SteadyClients clients = clients(server, Kind.SESSION_ID, true)) {
            clients.remember();
            clients.come(Kind.SESSION_ID, 0);

            IOException failure = assertThrows(IOException.class, () -> {
                while (true) {
                    clients.next();
                }
            });

            assertEquals(
                    "a client failed: the server came to SESSION_ID_REFUSED where SESSION_ID was asked",
                    failure.getMessage());
        }
    }

    @Test
    void serverThatIsGoneIsAFailure() throws Exception {
        TlsServer server = LoadGeneratorTest.server(1000, true, LONG);
        try (SteadyClients clients = clients(server, Kind.FULL, true)) {
            server.close();

            assertThrows(IOException.class, clients::remember);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LONG.toNanos();
        boolean met;
        do {
            met = condition.call();
        } while (!met && System.nanoTime() - deadline < 0);
        assertTrue(met);
    }

    private static SteadyClients clients(TlsServer server, Kind kind, boolean polls) throws IOException {
        Kind resumeBy = kind == Kind.TICKET ? Kind.TICKET : Kind.SESSION_ID;
        return new SteadyClients(LoadGeneratorTest.target(server.address()), resumeBy, polls, 1);
    }
}
