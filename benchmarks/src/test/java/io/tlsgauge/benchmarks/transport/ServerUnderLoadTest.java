package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.metrics.MetricsEndpoint;
import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server does that is asked for more than it can do, on all threads that this JDK has. */
class ServerUnderLoadTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration HOUR = Duration.ofHours(1);

    private static CertificateChain chain;

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final CompactSessionCache sessions = new CompactSessionCache(JDK.prf(), 100, HOUR);
    private TlsServer server;

    @BeforeAll
    static void makeChain() {
        chain = CertificateChain.rsa(2048);
    }

    static Stream<Threading> threadings() {
        return Stream.of(Threading.values()).filter(Threading::isHere);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void fullHandshakesAreRefusedAtOnceWhereTooManyWaitAndResumptionsGoOn(Threading threading) throws Exception {
        start(threading, new ServerLimits(1, 100, 1, PATIENT, PATIENT));
        Session byId = shakeHands(false, Optional.empty()).session();
        Session byTicket = shakeHands(true, Optional.empty()).session();
        MetricsEndpoint endpoint = MetricsEndpoint.open(
                new InetSocketAddress("127.0.0.1", 0), server, Optional.of(sessions::size), Optional.empty());
        opened.add(endpoint);
        CountDownLatch rsaGoesOn = occupyRsa();

        TlsException refused = assertThrows(TlsException.class, () -> shakeHands(false, Optional.empty()));

        assertEquals(AlertDescription.INTERNAL_ERROR, refused.alert());
        assertEquals(TlsException.Origin.PEER, refused.origin());
        assertEquals(
                HandshakeKind.SESSION_ID, shakeHands(false, Optional.of(byId)).kind());
        assertEquals(
                HandshakeKind.TICKET, shakeHands(true, Optional.of(byTicket)).kind());
        Map<String, Double> metrics = metrics(endpoint);
        assertEquals(1, metrics.get("tlsgauge_handshakes_shed_total"));
        assertEquals(1, metrics.get("tlsgauge_handshakes_waiting"));
        assertEquals(1, metrics.get("tlsgauge_handshakes_waiting_limit"));
        assertEquals(2, metrics.get("tlsgauge_handshakes_total{kind=\"FULL\"}"));
        assertEquals(1, metrics.get("tlsgauge_handshakes_total{kind=\"SESSION_ID\"}"));
        assertEquals(1, metrics.get("tlsgauge_handshake_duration_seconds_count{kind=\"TICKET\"}"));
        assertEquals(sessions.size(), metrics.get("tlsgauge_sessions"));

        rsaGoesOn.countDown();
        until(() -> server.waitingHandshakes() == 0);
        assertEquals(HandshakeKind.FULL, shakeHands(false, Optional.empty()).kind());
        assertEquals(1, server.counters().sheddings());
        assertTrue(server.counters().toString().contains("shed 1"));
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void handshakeThatHasHadAPartOfItsWorkDoneIsNotRefusedForTheRest(Threading threading) throws Exception {
        start(threading, new ServerLimits(1, 100, 1, PATIENT, PATIENT));
        try (Socket socket = new Socket()) {
            socket.connect(server.address());
            TlsConnection tls = TlsConnection.client(client(false), "localhost", Optional.empty());
            ByteBuffer network = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
            send(socket, tls);
            while (!tls.hasOutput()) {
                receive(socket, tls, network);
            }
            CountDownLatch rsaGoesOn = occupyRsa();

            send(socket, tls);
            until(() -> server.waitingHandshakes() == 2);
            rsaGoesOn.countDown();
            while (!tls.isEstablished()) {
                receive(socket, tls, network);
            }

            assertEquals(HandshakeKind.FULL, tls.summary().kind());
            assertEquals(0, server.counters().sheddings());
        }
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void everyClientOfARushIsServedOrRefused(Threading threading) throws Exception {
        start(threading, new ServerLimits(1, 100, 2, PATIENT, PATIENT));
        int clients = 60;
        ExecutorService rush = Executors.newFixedThreadPool(clients);
        opened.add(rush::shutdownNow);
        CountDownLatch rsaGoesOn = occupyRsa();

        List<Future<Boolean>> served = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            served.add(rush.submit(() -> {
                try {
                    return shakeHands(false, Optional.empty()).kind() == HandshakeKind.FULL;
                } catch (TlsException e) {
                    assertEquals(AlertDescription.INTERNAL_ERROR, e.alert());
                    return false;
                }
            }));
        }
        until(() -> server.counters().sheddings() > 0);
        rsaGoesOn.countDown();

        int full = 0;
        for (Future<Boolean> each : served) {
            full += each.get() ? 1 : 0;
        }
        assertTrue(full > 0);
        assertEquals(full, server.counters().handshakes(HandshakeKind.FULL));
        assertEquals(clients - full, server.counters().sheddings());
        assertEquals(0, server.waitingHandshakes());
        until(() -> server.counters().open() == 0);
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void connectionsBeyondTheBoundAreClosedAndSilentOnesAfterTheirTime(Threading threading) throws Exception {
        start(threading, new ServerLimits(1, 20, 1, Duration.ofMillis(300), PATIENT));
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Socket socket = new Socket();
            opened.add(socket);
            socket.setSoTimeout(Math.toIntExact(PATIENT.toMillis()));
            socket.connect(server.address());
            sockets.add(socket);
        }

        int toldGoodbye = 0;
        for (Socket socket : sockets) {
            toldGoodbye += socket.getInputStream().readAllBytes().length > 0 ? 1 : 0;
        }

        assertEquals(server.counters().timeouts(), toldGoodbye);
        assertEquals(100, server.counters().accepted() + server.counters().refusals());
        assertTrue(server.counters().refusals() > 0);
        assertTrue(toldGoodbye >= 20);
        until(() -> server.counters().open() == 0);
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void clientThatNeverReadsIsCutOff(Threading threading) throws Exception {
        start(threading, new ServerLimits(1, 10, 10, PATIENT, Duration.ofMillis(300)));
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(server.address());
            TlsConnection tls = TlsConnection.client(client(false), "localhost", Optional.empty());
            establish(socket, tls);
            byte[] requests = "GET / HTTP/1.1\r\nConnection: keep-alive\r\n\r\n"
                    .repeat(300)
                    .getBytes(StandardCharsets.US_ASCII);

            assertThrows(IOException.class, () -> {
                while (true) {
                    tls.write(ByteBuffer.wrap(requests));
                    send(socket, tls);
                }
            });
        }
        until(() -> server.counters().open() == 0);
        assertEquals(1, server.counters().timeouts());
    }

    @ParameterizedTest
    @MethodSource("threadings")
    void serverThatStopsSaysCloseNotify(Threading threading) throws Exception {
        start(threading, new ServerLimits(1, 10, 10, PATIENT, PATIENT));
        try (Socket socket = new Socket()) {
            socket.connect(server.address());
            socket.setSoTimeout(Math.toIntExact(PATIENT.toMillis()));
            TlsConnection tls = TlsConnection.client(client(false), "localhost", Optional.empty());
            establish(socket, tls);

            server.close();

            ByteBuffer last = ByteBuffer.wrap(socket.getInputStream().readAllBytes());
            assertEquals(TlsConnection.Status.CLOSED, tls.receive(last, ByteBuffer.allocate(0)));
        }
    }

    private void start(Threading threading, ServerLimits limits) throws IOException {
        ServerConfig config = ServerConfig.builder()
                .crypto(JDK)
                .identity(Identity.of(JDK, chain.chain(), chain.key()))
                .sessionCache(sessions)
                .ticketKeyring(RotatingTicketKeyring.generated(JDK, new FastKeyErasureRandom(), HOUR, HOUR))
                .delegateTasks(true)
                .build();
        server = TlsServer.start(config, new InetSocketAddress("127.0.0.1", 0), threading, limits, note -> {});
        opened.add(server);
    }

    /** Has the only thread for RSA at work, and the only place to wait taken. */
    private CountDownLatch occupyRsa() {
        CountDownLatch goesOn = new CountDownLatch(1);
        for (int i = 0; i < 2; i++) {
            until(() -> server.waitingHandshakes() == 0);
            assertTrue(server.workers().offer(() -> {
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        return goesOn;
    }

    private HandshakeSummary shakeHands(boolean tickets, Optional<Session> resume) throws IOException {
        return new TlsClient(client(tickets), "localhost", PATIENT)
                .shakeHands(server.address(), resume)
                .summary();
    }

    private static ClientConfig client(boolean tickets) {
        return ClientConfig.builder()
                .crypto(JDK)
                .verifier(PkixVerifier.of(Set.of(chain.root())))
                .requestTickets(tickets)
                .build();
    }

    private static void establish(Socket socket, TlsConnection tls) throws IOException {
        ByteBuffer network = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
        send(socket, tls);
        while (!tls.isEstablished()) {
            receive(socket, tls, network);
            send(socket, tls);
        }
    }

    private static void receive(Socket socket, TlsConnection tls, ByteBuffer network) throws IOException {
        int count = socket.getInputStream().read(network.array(), network.position(), network.remaining());
        network.position(network.position() + count).flip();
        tls.receive(network, ByteBuffer.allocate(0));
        network.compact();
    }

    private static void send(Socket socket, TlsConnection tls) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
        while (tls.transmit(out.clear()) > 0) {
            socket.getOutputStream().write(out.array(), 0, out.position());
        }
    }

    /** The samples of the endpoint's text, by name and labels. */
    private static Map<String, Double> metrics(MetricsEndpoint endpoint) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + endpoint.port() + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        Map<String, Double> samples = new HashMap<>();
        answer.body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            samples.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
        });
        return samples;
    }

    private static void until(BooleanSupplier holds) {
        long deadline = System.nanoTime() + PATIENT.toNanos();
        while (!holds.getAsBoolean()) {
            assertTrue(System.nanoTime() - deadline < 0, "it does not come about");
            Thread.onSpinWait();
        }
    }
}
