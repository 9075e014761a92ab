package io.tlsgauge.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.TestCertificate;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConnectionTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final Duration HOUR = Duration.ofHours(1);

    private final CompactSessionCache cache = new CompactSessionCache(JDK.prf(), 16, HOUR);
    private final RotatingTicketKeyring keyring =
            RotatingTicketKeyring.generated(JDK, new FastKeyErasureRandom(), HOUR, HOUR);

    static Stream<Arguments> suitesAndProviders() {
        return Arrays.stream(CipherSuite.values())
                .flatMap(suite -> Stream.of("jdk", "bc", "accp", "conscrypt", "rsa=bc,prf=jdk,cipher=bc")
                        .filter(provider -> Crypto.of(provider).cipher().supports(suite))
                        .map(provider -> Arguments.of(suite, provider)));
    }

    @ParameterizedTest
    @MethodSource("suitesAndProviders")
    void eachKindOfHandshakeIsProvenOnBothSides(CipherSuite suite, String provider) throws TlsException {
        Crypto crypto = Crypto.of(provider);
        ServerConfig byId = server().crypto(crypto)
                .cipherSuites(List.of(suite))
                .sessionCache(cache)
                .build();
        ServerConfig byTicket = server().crypto(crypto)
                .cipherSuites(List.of(suite))
                .ticketKeyring(keyring)
                .build();
        ClientConfig client = client().build();

        Session session = shakeHands(client, byId, Optional.empty(), HandshakeKind.FULL);
        shakeHands(client, byId, Optional.of(session), HandshakeKind.SESSION_ID);
        Session ticketed = shakeHands(client, byTicket, Optional.empty(), HandshakeKind.FULL);
        shakeHands(client, byTicket, Optional.of(ticketed), HandshakeKind.TICKET);
    }

    @Test
    void suiteThatAProviderCannotDoIsRefusedByNameAndLeftOutUnlessNamed() {
        CipherSuite missing = CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256;
        ClientConfig.Builder builder = client().crypto(Crypto.of("accp"));
        assertFalse(builder.build().cipherSuites().contains(missing));
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> builder.cipherSuites(List.of(missing)).build());
        assertTrue(refusal.getMessage().contains(missing.name()), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 1 << 17})
    void anyCutOfTheBytesGivesTheSameHandshakeAndData(int cut) throws TlsException {
        TlsConnection client = TlsConnection.client(client().build(), "localhost", Optional.empty());
        TlsConnection server = TlsConnection.server(server().build());
        ByteBuffer atClient = ByteBuffer.allocate(1 << 16);
        ByteBuffer atServer = ByteBuffer.allocate(1 << 16);
        new Pipe(cut).exchange(client, atClient, server, atServer);
        byte[] message = "hello".repeat(5000).getBytes(StandardCharsets.US_ASCII);
        client.write(ByteBuffer.wrap(message));
        client.close();
        new Pipe(cut).exchange(client, atClient, server, atServer);
        assertArrayEquals(message, Arrays.copyOf(atServer.array(), atServer.position()));
        assertTrue(server.isInboundClosed());
    }

    @Test
    void connectionsRoomServesAnotherWhateverBecameOfTheFirst() throws TlsException {
        ClientConfig small = client().maxFragmentLength(MaxFragmentLength.BYTES_512)
                .cipherSuites(List.of(CipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384))
                .build();
        ServerConfig config = server().sessionCache(cache).build();
        ByteBuffer atServer = ByteBuffer.allocate(1 << 17);
        TlsConnection client = TlsConnection.client(small, "localhost", Optional.empty());
        TlsConnection server = TlsConnection.server(config);
        new Pipe(1 << 17).exchange(client, atServer, server, atServer);
        client.write(ByteBuffer.wrap(new byte[3000]));

        // From a connection with output and a small limit, from one in the middle of a message, and from a failed one.
        reuse(client, server, config);
        byte[] cut = Arrays.copyOf(clientFlight(), 40);
        assertSame(client, client.reuse(client().build(), "localhost", Optional.empty()));
        assertSame(server, server.reuse(config));
        server.receive(ByteBuffer.wrap(cut), atServer);
        reuse(client, server, config);
        assertSame(server, server.reuse(config));
        byte[] wrong = clientFlight();
        wrong[5] = 99;
        assertThrows(TlsException.class, () -> server.receive(ByteBuffer.wrap(wrong), atServer));
        reuse(client, server, config);
    }

    private static void reuse(TlsConnection client, TlsConnection server, ServerConfig config) throws TlsException {
        assertSame(client, client.reuse(client().build(), "localhost", Optional.empty()));
        assertSame(server, server.reuse(config));
        assertFalse(server.isEstablished());
        assertFalse(server.hasOutput());
        ByteBuffer atServer = ByteBuffer.allocate(1 << 15);
        new Pipe(1 << 17).exchange(client, ByteBuffer.allocate(0), server, atServer);
        assertEquals(HandshakeKind.FULL, server.summary().kind());
        client.write(ByteBuffer.wrap(new byte[1 << 14]));
        assertEquals(5 + 8 + (1 << 14) + 16, client.nextRecordLength());
        new Pipe(1 << 17).exchange(client, ByteBuffer.allocate(0), server, atServer);
        assertEquals(1 << 14, atServer.position());
    }

    @Test
    void connectionThatWasReusedOftenMakesRoomForANewOneWithoutItsKeys() throws TlsException {
        ServerConfig config = server().sessionCache(cache).build();
        TlsConnection first = TlsConnection.server(config);
        TlsConnection last = first;
        int times = 0;
        for (; last == first; times++) {
            assertTrue(times < 10_000, "the first connection was reused " + times + " times");
            last = first.reuse(config);
        }
        assertTrue(times > 100, "after " + times + " times the first connection was gone");
        assertTrue(first.isOutboundClosed());
        TlsConnection client = TlsConnection.client(client().build(), "localhost", Optional.empty());
        new Pipe(1 << 17).exchange(client, ByteBuffer.allocate(0), last, ByteBuffer.allocate(0));
        assertEquals(HandshakeKind.FULL, last.summary().kind());
    }

    @Test
    void ticketWinsWhereBothAreOffered() throws TlsException {
        ServerConfig both = server().sessionCache(cache).ticketKeyring(keyring).build();
        ClientConfig withTickets = client().build();
        ClientConfig withoutTickets = client().requestTickets(false).build();
        Session ticketed = shakeHands(withTickets, both, Optional.empty(), HandshakeKind.FULL);
        Session cached = shakeHands(withoutTickets, both, Optional.empty(), HandshakeKind.FULL);
        shakeHands(withTickets, both, Optional.of(ticketed.withId(cached.id())), HandshakeKind.TICKET);
    }

    @Test
    void ticketThatCannotBeOpenedHidesTheSessionIdAndLeadsToAFullHandshake() throws TlsException {
        ServerConfig both = server().sessionCache(cache).ticketKeyring(keyring).build();
        Session cached = shakeHands(client().requestTickets(false).build(), both, Optional.empty(), HandshakeKind.FULL);
        shakeHands(client().build(), both, Optional.of(cached.withTicket(new byte[100], 0)), HandshakeKind.FULL);
    }

    @Test
    void ticketUnderAnOlderKeyIsRenewedAndTheNewOneIsResumed() throws TlsException {
        Instant later = Instant.now().plus(HOUR.minusMinutes(1));
        RotatingTicketKeyring rotating =
                RotatingTicketKeyring.generated(JDK, new FastKeyErasureRandom(), Duration.ofMinutes(30), HOUR);
        ServerConfig now = server().ticketKeyring(rotating).build();
        ServerConfig afterRotation =
                server().ticketKeyring(rotating).clock(() -> later).build();
        Session first = shakeHands(client().build(), now, Optional.empty(), HandshakeKind.FULL);
        Session renewed = shakeHands(client().build(), afterRotation, Optional.of(first), HandshakeKind.TICKET);
        Session again = shakeHands(client().build(), afterRotation, Optional.of(renewed), HandshakeKind.TICKET);
        assertFalse(Arrays.equals(first.ticket(), renewed.ticket()));
        assertArrayEquals(renewed.ticket(), again.ticket());
    }

    @Test
    void sessionOfASuiteThatIsNotOfferedIsNotResumed() throws TlsException {
        ServerConfig gcm = server().sessionCache(cache).build();
        ServerConfig cbc = server().sessionCache(cache)
                .cipherSuites(List.of(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA))
                .build();
        Session session = shakeHands(client().build(), gcm, Optional.empty(), HandshakeKind.FULL);
        shakeHands(client().build(), cbc, Optional.of(session), HandshakeKind.FULL);
    }

    @Test
    void sessionExpiresAtTheConfiguredClock() throws TlsException {
        Session session = shakeHands(
                client().build(), server().sessionCache(cache).build(), Optional.empty(), HandshakeKind.FULL);
        Instant later = Instant.now().plus(HOUR).plusSeconds(1);
        ServerConfig laterServer =
                server().sessionCache(cache).clock(() -> later).build();
        shakeHands(client().build(), laterServer, Optional.of(session), HandshakeKind.FULL);
    }

    @Test
    void sessionOfAConnectionThatFailedIsNotResumedById() throws TlsException {
        ServerConfig config = server().sessionCache(cache).build();
        TlsConnection client = TlsConnection.client(client().build(), "localhost", Optional.empty());
        TlsConnection server = TlsConnection.server(config);
        new Pipe(1 << 17).exchange(client, ByteBuffer.allocate(0), server, ByteBuffer.allocate(0));
        ByteBuffer record =
                ByteBuffer.allocate(37).put(new byte[] {23, 3, 3, 0, 32}).clear();
        TlsException failure =
                assertThrows(TlsException.class, () -> server.receive(record, ByteBuffer.allocate(1 << 14)));
        assertEquals(AlertDescription.BAD_RECORD_MAC, failure.alert());
        shakeHands(client().build(), config, Optional.of(client.summary().session()), HandshakeKind.FULL);
    }

    @Test
    void chainThatIsNotBelievedEndsInTheVerifiersAlertOnBothSides() throws TlsException {
        TestCertificate expired = TestCertificate.server("localhost")
                .dnsNames("localhost")
                .validUntil(Instant.now().minusSeconds(60))
                .issuedBy(TestCertificate.authority("root").selfSigned());
        ServerConfig config = ServerConfig.builder()
                .identity(Identity.of(Crypto.of("jdk"), List.of(expired.certificate()), expired.key()))
                .build();
        TlsConnection client = TlsConnection.client(
                ClientConfig.builder()
                        .verifier(PkixVerifier.of(Set.of(
                                TestCertificate.authority("root").selfSigned().certificate())))
                        .build(),
                "localhost",
                Optional.empty());
        TlsConnection server = TlsConnection.server(config);
        Pipe pipe = new Pipe(1 << 17);
        ByteBuffer none = ByteBuffer.allocate(0);
        TlsException here = assertThrows(TlsException.class, () -> pipe.exchange(client, none, server, none));
        TlsException there = assertThrows(TlsException.class, () -> pipe.exchange(client, none, server, none));
        assertEquals(AlertDescription.CERTIFICATE_EXPIRED, here.alert());
        assertEquals(AlertDescription.CERTIFICATE_EXPIRED, there.alert());
        assertEquals(TlsException.Origin.PEER, there.origin());
    }

    @Test
    void changedByteOfTheClientHelloLeavesNoConnection() {
        ByteBuffer none = ByteBuffer.allocate(0);
        int flight = clientFlight().length;
        for (int i = 0; i < flight; i++) {
            if (isOfRecordVersion(i)) {
                continue;
            }
            TlsConnection client = TlsConnection.client(client().build(), "localhost", Optional.empty());
            TlsConnection server = TlsConnection.server(server().build());
            byte[] changed = Flight.output(client);
            changed[i] ^= 1;
            try {
                server.receive(ByteBuffer.wrap(changed), none);
                new Pipe(1 << 17).exchange(client, none, server, none);
            } catch (TlsException e) {
                assertNotEquals(AlertDescription.INTERNAL_ERROR, e.alert(), "byte " + i);
            }
            assertFalse(server.isEstablished(), "byte " + i);
        }
    }

    /** Neither transcript nor anything else binds it (RFC 5246, appendix E.1). */
    private static boolean isOfRecordVersion(int place) {
        return place == 1 || place == 2;
    }

    @Test
    void applicationDataOrChangeCipherSpecBeforeItsTimeIsUnexpected() {
        for (int type : new int[] {20, 23}) {
            TlsConnection server = TlsConnection.server(server().build());
            ByteBuffer early = ByteBuffer.wrap(new byte[] {(byte) type, 3, 3, 0, 1, 1});
            TlsException failure =
                    assertThrows(TlsException.class, () -> server.receive(early, ByteBuffer.allocate(9)));
            assertEquals(AlertDescription.UNEXPECTED_MESSAGE, failure.alert());
            assertTrue(failure.getMessage().contains("ExpectClientHello"), failure.getMessage());
        }
    }

    @Test
    void delegatedWorkIsAskedForAndDoneByTheCaller() throws TlsException {
        TlsConnection client = TlsConnection.client(client().build(), "localhost", Optional.empty());
        TlsConnection server = TlsConnection.server(server().delegateTasks(true).build());
        ByteBuffer none = ByteBuffer.allocate(0);
        ByteBuffer network = ByteBuffer.allocate(1 << 15);
        for (int flight = 0; flight < 2; flight++) {
            client.transmit(network.clear());
            assertEquals(TlsConnection.Status.NEEDS_TASK, server.receive(network.flip(), none), "flight " + flight);
            server.task().run();
            server.receive(network, none);
            server.transmit(network.clear());
            client.receive(network.flip(), none);
        }
        assertTrue(client.isEstablished() && server.isEstablished());
    }

    @Test
    void workThatTheCallerHasNoRoomForEndsTheConnectionByItsAlert() throws TlsException {
        TlsConnection client = TlsConnection.client(client().build(), "localhost", Optional.empty());
        TlsConnection server = TlsConnection.server(server().delegateTasks(true).build());
        ByteBuffer none = ByteBuffer.allocate(0);
        ByteBuffer network = ByteBuffer.allocate(1 << 15);
        client.transmit(network);
        assertEquals(TlsConnection.Status.NEEDS_TASK, server.receive(network.flip(), none));

        TlsException given = server.abort(AlertDescription.INTERNAL_ERROR, "too much waits");

        assertTrue(given.getMessage().startsWith("too much waits (internal_error in "), given.getMessage());
        assertTrue(server.isOutboundClosed() && server.isInboundClosed());
        server.transmit(network.clear());
        TlsException met = assertThrows(TlsException.class, () -> client.receive(network.flip(), none));
        assertEquals(AlertDescription.INTERNAL_ERROR, met.alert());
        assertEquals(TlsException.Origin.PEER, met.origin());
    }

    private static byte[] clientFlight() {
        ByteBuffer flight = ByteBuffer.allocate(1 << 12);
        TlsConnection.client(client().build(), "localhost", Optional.empty()).transmit(flight);
        return Arrays.copyOf(flight.array(), flight.position());
    }

    private static ServerConfig.Builder server() {
        TestChain rsa = TestChain.standard();
        TestChain ec = TestChain.ec("secp256r1");
        return ServerConfig.builder()
                .identities(List.of(Identity.of(JDK, rsa.chain(), rsa.key()), Identity.of(JDK, ec.chain(), ec.key())));
    }

    private static ClientConfig.Builder client() {
        return ClientConfig.builder()
                .verifier(PkixVerifier.of(Set.of(TestChain.standard().root())));
    }

    private static Session shakeHands(
            ClientConfig clientConfig, ServerConfig serverConfig, Optional<Session> resume, HandshakeKind kind)
            throws TlsException {
        TlsConnection client = TlsConnection.client(clientConfig, "localhost", resume);
        TlsConnection server = TlsConnection.server(serverConfig);
        new Pipe(1 << 17).exchange(client, ByteBuffer.allocate(0), server, ByteBuffer.allocate(0));
        assertEquals(kind, client.summary().kind());
        assertEquals(kind, server.summary().kind());
        assertTrue(server.summary().extendedMasterSecret());
        return client.summary().session();
    }
}
