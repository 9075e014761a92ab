package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.transport.ServerLimits;
import io.tlsgauge.benchmarks.transport.Threading;
import io.tlsgauge.benchmarks.transport.TlsServer;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.Arrivals;
import io.tlsgauge.results.load.LoadAnswer;
import io.tlsgauge.results.load.LoadPlan;
import io.tlsgauge.results.load.LoadResult;
import io.tlsgauge.results.load.Storm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The generator with the engine's own server in this JVM, whose counters must agree, and with servers that are bad. */
class LoadGeneratorTest {
    private static final Crypto CRYPTO = Crypto.of("jdk");
    private static final CertificateChain CHAIN = CertificateChain.rsa(2048);
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void everyHandshakeIsOfTheKindThatTheServerCounts() throws Exception {
        try (TlsServer server = server(1000, true, LONG)) {
            LoadResult result = load(
                    server.address(),
                    Plans.plan()
                            .request("/")
                            .arrivals(Arrivals.Pattern.POISSON, 1, false, 200.0)
                            .build());

            assertEquals(0, result.failed());
            assertEquals(result.due(), result.done());
            assertTrue(result.due() > 100);
            for (HandshakeKind kind : HandshakeKind.values()) {
                long warmUp = kind == HandshakeKind.FULL ? 10 : 0;
                assertEquals(
                        server.counters().handshakes(kind),
                        warmUp + result.kind(ArrivalKind.valueOf(kind.name())).done(),
                        kind.name());
            }
            assertEquals(result.done(), result.honest().firstByte().count());
            assertEquals(10, result.generators().get(0).warmedUp());
            assertEquals(result.done(), result.generators().get(0).late().count());
            assertEquals(
                    result.honest().latency().count(),
                    result.honest().uncorrected().count());
        }
    }

    @Test
    void refusedResumptionsAreCountedApartFromFailures() throws Exception {
        try (TlsServer server = server(1, true, LONG)) {
            LoadResult result = load(
                    server.address(), Plans.plan().mix(0, 100, 0).clients(40).build());

            assertEquals(0, result.failed());
            assertTrue(result.kind(ArrivalKind.SESSION_ID_REFUSED).done() > 50);
            assertTrue(
                    LoadAnswer.of(result).warnings().stream().anyMatch(line -> line.startsWith("the server refused")));
        }
    }

    @Test
    void clientsThatNeverGetASessionAreWarmingAllTheTime() throws Exception {
        try (TlsServer server = server(1000, false, LONG)) {
            LoadResult result =
                    load(server.address(), Plans.plan().mix(0, 0, 100).build());

            assertEquals(result.due(), result.kind(ArrivalKind.WARMING).done());
            assertEquals(10, result.generators().get(0).coldClients());
            assertEquals(0, result.generators().get(0).warmedUp());
        }
    }

    @Test
    void hostileArrivalsHaveTheirOwnFiguresAndHonestOnesGoOn() throws Exception {
        try (TlsServer server = server(1000, true, LONG)) {
            LoadPlan plan = Plans.plan()
                    .millis(5_000)
                    .arrivals(Arrivals.Pattern.CONSTANT, 1, false, 50.0)
                    .hostile(Map.of(
                            ArrivalKind.FORGED_TICKET, 20.0,
                            ArrivalKind.UNKNOWN_ID, 20.0,
                            ArrivalKind.HELLO_ONLY, 20.0,
                            ArrivalKind.NEVER_READ, 20.0))
                    .build();
            LoadResult result = load(server.address(), plan);

            assertEquals(
                    0, result.failed(), () -> result.all(kind -> true).errors().toString());
            for (ArrivalKind kind : plan.hostile().keySet()) {
                assertTrue(result.kind(kind).done() > 0, kind.name());
            }
            assertEquals(result.due(), result.done());
            // Each client beforehand, and in each loop one after whose session others are forged.
            long full = 10 + 2;
            for (ArrivalKind kind : List.of(
                    ArrivalKind.FULL, ArrivalKind.FORGED_TICKET, ArrivalKind.UNKNOWN_ID, ArrivalKind.NEVER_READ)) {
                full += result.kind(kind).done();
            }
            assertEquals(full, server.counters().handshakes(HandshakeKind.FULL));
            assertTrue(LoadAnswer.of(result).secondsUntilKeptAgain().isPresent());
        }
    }

    @Test
    void crowdComesBackWithoutSessionsAndResumesLater() throws Exception {
        try (TlsServer server = server(1000, true, LONG)) {
            LoadResult result = load(
                    server.address(),
                    Plans.plan()
                            .millis(6_000)
                            .clients(60)
                            .mix(0, 50, 50)
                            .storm(Storm.RECONNECT)
                            .build());

            assertEquals(60, result.kind(ArrivalKind.RECONNECT).done());
            assertEquals(0, result.refused());
            // Who comes again before its crowd's handshake is done has no session yet.
            long warming = result.kind(ArrivalKind.WARMING).done();
            assertTrue(warming < 180, "warming " + warming);
            assertEquals(
                    600 - warming,
                    result.kind(ArrivalKind.SESSION_ID).done()
                            + result.kind(ArrivalKind.TICKET).done());
        }
    }

    @Test
    void clientsOfACrowdThatWereTurnedAwayHaveNoSessionAfterwards() throws Exception {
        try (TlsServer server = server(1000, true, LONG, 40)) {
            LoadResult result = load(
                    server.address(),
                    Plans.plan()
                            .millis(3_000)
                            .clients(300)
                            .mix(0, 50, 50)
                            .storm(Storm.RECONNECT)
                            .build());

            long turnedAway = result.kind(ArrivalKind.RECONNECT).failed();
            assertTrue(turnedAway > 30, "turned away " + turnedAway);
            assertTrue(
                    result.kind(ArrivalKind.WARMING).done() > turnedAway / 10,
                    "without session " + result.kind(ArrivalKind.WARMING).done() + " of " + turnedAway);
        }
    }

    @Test
    void cacheThatIsTooSmallRefusesOnceTwiceAsManyClientsCome() throws Exception {
        try (TlsServer server = server(40, true, LONG)) {
            LoadResult result = load(
                    server.address(),
                    Plans.plan()
                            .millis(3_000)
                            .clients(80)
                            .mix(0, 100, 0)
                            .storm(Storm.SMALL_CACHE)
                            .build());

            assertEquals(0, result.failed());
            assertTrue(result.kind(ArrivalKind.WARMING).done() > 0);
            assertTrue(result.kind(ArrivalKind.SESSION_ID_REFUSED).done() > 0);
        }
    }

    @Test
    void failuresAreCountedByTheirCause() throws Exception {
        assertEquals(Map.of("connect refused", 100L), errors(new InetSocketAddress("127.0.0.1", 1), 30_000));
        try (ServerSocket deaf = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(Map.of("handshake timeout", 100L), errors(address(deaf), 300));
        }
        try (ServerSocket rude = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"))) {
            answer(rude, new byte[] {21, 3, 3, 0, 2, 2, 40});
            assertEquals(Map.of("TLS alert handshake_failure", 100L), errors(address(rude), 30_000));
        }
        try (ServerSocket other = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"))) {
            answer(other, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(
                    Map.of("TLS alert unexpected_message, sent to the server", 100L), errors(address(other), 30_000));
        }
    }

    @Test
    void arrivalsBeyondTheConnectionsAreHeldBackAndSaidLoudly() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"))) {
            LoadResult result = run(
                    address(deaf),
                    Plans.plan()
                            .mix(100, 0, 0)
                            .threads(1)
                            .connections(5)
                            .timeoutMillis(700)
                            .build());

            assertEquals(100, result.due());
            assertEquals(result.due(), result.failed() + result.neverStarted());
            assertTrue(result.neverStarted() > 50);
            assertFalse(result.isRateReached());
            List<String> warnings = LoadAnswer.of(result).warnings();
            assertTrue(warnings.get(0).startsWith("RATE NOT REACHED"), warnings.toString());
            assertTrue(warnings.stream().anyMatch(line -> line.startsWith("ALL 5 CONNECTIONS WERE OPEN")));
        }
    }

    @Test
    void interruptedThreadReadsFiguresOnlyOnceTheLoopsHaveEnded() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1024, InetAddress.getByName("127.0.0.1"))) {
            LoadPlan plan = Plans.plan().mix(100, 0, 0).millis(60_000).build();
            LoadGenerator.Companion interrupter = new LoadGenerator.Companion() {
                @Override
                public boolean goesOn(LiveCounters live) {
                    if (live.startedCount() > 10) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                }
            };
            try (LoadGenerator generator = LoadGenerator.open(target(address(deaf)), plan)) {
                LoadResult result = generator.run(plan, interrupter);

                assertTrue(Thread.interrupted());
                assertTrue(result.generators().get(0).interrupted());
                assertTrue(result.due() > 10);
            }
        }
    }

    @Test
    void forgersWithoutASessionToForgeAfterAreRefused() throws Exception {
        LoadPlan plan = Plans.plan()
                .millis(5_000)
                .hostile(Map.of(ArrivalKind.UNKNOWN_ID, 20.0))
                .build();
        try (LoadGenerator generator = LoadGenerator.open(target(new InetSocketAddress("127.0.0.1", 1)), plan)) {
            assertThrows(LoadException.class, () -> generator.run(plan, LoadGenerator.Companion.NONE));
        }
    }

    @Test
    void clientsWhoFailOneAfterTheOtherEndTheWarmUpWithTheCause() throws Exception {
        LoadPlan plan = Plans.plan().clients(200).build();
        LoadGenerator.Companion impatient = new LoadGenerator.Companion() {
            @Override
            public boolean goesOn(LiveCounters live) {
                return live.failedInARow() < 100;
            }
        };
        try (LoadGenerator generator = LoadGenerator.open(target(new InetSocketAddress("127.0.0.1", 1)), plan)) {
            LoadException failure = assertThrows(LoadException.class, () -> generator.warmUp(impatient));

            assertTrue(failure.getMessage().endsWith("the last so: connect refused"), failure.getMessage());
        }
    }

    private static Map<String, Long> errors(InetSocketAddress address, long timeoutMillis) throws Exception {
        return run(
                        address,
                        Plans.plan().mix(100, 0, 0).timeoutMillis(timeoutMillis).build())
                .honest()
                .errors();
    }

    private static LoadResult load(InetSocketAddress address, LoadPlan plan) throws Exception {
        try (LoadGenerator generator = LoadGenerator.open(target(address), plan)) {
            assertEquals(0, generator.warmUp(LoadGenerator.Companion.NONE).failed());
            return generator.run(plan, LoadGenerator.Companion.NONE);
        }
    }

    private static LoadResult run(InetSocketAddress address, LoadPlan plan) throws Exception {
        try (LoadGenerator generator = LoadGenerator.open(target(address), plan)) {
            return generator.run(plan, LoadGenerator.Companion.NONE);
        }
    }

    static LoadTarget target(InetSocketAddress address) {
        ClientConfig.Builder config = ClientConfig.builder().crypto(CRYPTO).verifier((presented, at) -> {});
        return new LoadTarget(
                List.of(address),
                "localhost",
                config.requestTickets(false).build(),
                config.requestTickets(true).build());
    }

    static TlsServer server(int sessions, boolean tickets, Duration timeout) throws IOException {
        return server(sessions, tickets, timeout, 1000);
    }

    private static TlsServer server(int sessions, boolean tickets, Duration timeout, int mostWaiting)
            throws IOException {
        ServerConfig.Builder config = ServerConfig.builder()
                .crypto(CRYPTO)
                .identities(List.of(Identity.of(CRYPTO, CHAIN.chain(), CHAIN.key())))
                .sessionCache(new CompactSessionCache(CRYPTO.prf(), sessions, LONG))
                .delegateTasks(true);
        if (tickets) {
            config.ticketKeyring(RotatingTicketKeyring.generated(
                    CRYPTO, new FastKeyErasureRandom(), Duration.ofHours(1), LONG, LONG));
        }
        return TlsServer.start(
                config.build(),
                new InetSocketAddress("127.0.0.1", 0),
                Threading.EVENT_LOOPS,
                new ServerLimits(2, 1000, mostWaiting, timeout, timeout),
                line -> {});
    }

    private static InetSocketAddress address(ServerSocket socket) {
        return new InetSocketAddress("127.0.0.1", socket.getLocalPort());
    }

    /** Answers each ClientHello so. */
    private static void answer(ServerSocket listener, byte[] answer) {
        Thread thread = new Thread(() -> {
            while (!listener.isClosed()) {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    socket.getOutputStream().write(answer);
                    socket.shutdownOutput();
                    socket.getInputStream().read();
                } catch (IOException e) {
                    // A client that resets its connection is no reason to leave the next one without an answer.
                    continue;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
