package io.tlsgauge.engine;

import static io.tlsgauge.engine.Flight.output;
import static io.tlsgauge.engine.Flight.record;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.HelloRequest;
import io.tlsgauge.engine.wire.NewSessionTicket;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloDone;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import java.nio.ByteBuffer;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
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

/** What a peer does wrong ends in the alert that the RFC names, and in a sentence that names the state. */
class HandshakeRefusalTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final int HANDSHAKE = 22;
    private static final int CHANGE_CIPHER_SPEC = 20;

    static Stream<Arguments> premasterBlocks() {
        byte[] right = Pkcs1.encryptionBlock(premaster(0x0303), 256, RANDOM);
        return Stream.of(
                Arguments.of("wrong secret", right),
                Arguments.of("wrong version", Pkcs1.encryptionBlock(premaster(0x0302), 256, RANDOM)),
                Arguments.of("block type 1", changed(right, 1, 1)),
                Arguments.of("first byte", changed(right, 0, 1)),
                Arguments.of("no separator", changed(right, 256 - 49, 7)),
                Arguments.of("zero in the padding", changed(right, 5, 0)),
                Arguments.of("zero at the padding's end", changed(right, 256 - 50, 0)),
                Arguments.of("shorter secret", Pkcs1.encryptionBlock(new byte[47], 256, RANDOM)),
                Arguments.of("longer secret", Pkcs1.encryptionBlock(new byte[49], 256, RANDOM)),
                Arguments.of("no secret", Pkcs1.encryptionBlock(new byte[0], 256, RANDOM)));
    }

    /** Bleichenbacher's oracle: nothing may tell one of these from another (RFC 5246 §7.4.7.1). */
    @ParameterizedTest(name = "{0}")
    @MethodSource("premasterBlocks")
    void wrongPremasterSecretShowsOnlyAtFinished(String what, byte[] block) throws TlsException {
        for (String provider : List.of("jdk", "bc", "accp", "conscrypt")) {
            byte[] encrypted = Crypto.of(provider)
                    .rsa()
                    .publicOperation((RSAPublicKey) CHAIN.chain().get(0).getPublicKey(), block);
            assertSilentUntilFinished(provider, encrypted);
        }
    }

    @Test
    void ciphertextOfAnotherLengthOrAboveTheModulusShowsOnlyAtFinished() throws TlsException {
        byte[] ones = new byte[256];
        Arrays.fill(ones, (byte) 0xff);
        for (String provider : List.of("jdk", "bc", "accp", "conscrypt")) {
            assertSilentUntilFinished(provider, ones);
            assertSilentUntilFinished(provider, new byte[255]);
            assertSilentUntilFinished(provider, new byte[257]);
            assertSilentUntilFinished(provider, new byte[1]);
        }
    }

    private static void assertSilentUntilFinished(String provider, byte[] encrypted) throws TlsException {
        TlsConnection server =
                TlsConnection.server(server().crypto(Crypto.of(provider)).build());
        byte[] flight = clientsSecondFlight(server);
        int finished = flight.length - recordLength(flight, lastRecord(flight));
        server.receive(
                ByteBuffer.wrap(record(HANDSHAKE, ClientKeyExchange.ofEncryptedPremasterSecret(encrypted))), NONE);
        assertEquals("ExpectClientChangeCipherSpec", server.state());
        server.receive(ByteBuffer.wrap(new byte[] {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1}), NONE);
        TlsException failure = assertThrows(
                TlsException.class,
                () -> server.receive(ByteBuffer.wrap(flight, finished, flight.length - finished), NONE));
        assertEquals(AlertDescription.BAD_RECORD_MAC, failure.alert());
        assertEquals("a record's protection is wrong (bad_record_mac in ExpectClientFinished)", failure.getMessage());
    }

    @Test
    void finishedOverOtherMessagesIsADecryptError() throws TlsException {
        TlsConnection client = client();
        TlsConnection server = TlsConnection.server(server().build());
        byte[] hello = output(client);
        // Without the extended master secret the keys stay right, and only verify_data tells.
        hideExtendedMasterSecret(hello);
        server.receive(ByteBuffer.wrap(hello), NONE);
        client.receive(ByteBuffer.wrap(output(server)), NONE);
        TlsException failure =
                assertThrows(TlsException.class, () -> server.receive(ByteBuffer.wrap(output(client)), NONE));
        assertEquals(AlertDescription.DECRYPT_ERROR, failure.alert());
        assertTrue(failure.getMessage().contains("ExpectClientFinished"), failure.getMessage());
    }

    @Test
    void changeCipherSpecThatIsMissingEarlyOrMalformedIsRefused() throws TlsException {
        TlsConnection early = TlsConnection.server(server().build());
        early.receive(ByteBuffer.wrap(output(client())), NONE);
        assertRefused(early, AlertDescription.UNEXPECTED_MESSAGE, new byte[] {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1});

        TlsConnection missing = TlsConnection.server(server().build());
        byte[] flight = clientsSecondFlight(missing);
        int keyExchange = recordLength(flight, 0);
        missing.receive(ByteBuffer.wrap(flight, 0, keyExchange), NONE);
        byte[] finished = Arrays.copyOfRange(flight, lastRecord(flight), flight.length);
        assertRefused(missing, AlertDescription.UNEXPECTED_MESSAGE, finished);

        for (byte[] malformed :
                new byte[][] {{CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 2}, {CHANGE_CIPHER_SPEC, 3, 3, 0, 2, 1, 1}}) {
            TlsConnection server = TlsConnection.server(server().build());
            server.receive(ByteBuffer.wrap(clientsSecondFlight(server), 0, keyExchange), NONE);
            assertRefused(server, AlertDescription.DECODE_ERROR, malformed);
        }
    }

    static Stream<HandshakeMessage> messagesNobodyAwaits() {
        return Stream.of(
                new HelloRequest(),
                new NewSessionTicket(0, new byte[1]),
                new ServerHelloDone(),
                new ClientKeyExchange(new byte[2]),
                new Finished(new byte[12]));
    }

    @ParameterizedTest
    @MethodSource("messagesNobodyAwaits")
    void messageOutOfOrderIsUnexpectedInTheServersFirstState(HandshakeMessage message) {
        assertRefused(
                TlsConnection.server(server().build()),
                AlertDescription.UNEXPECTED_MESSAGE,
                record(HANDSHAKE, message));
    }

    @Test
    void messageOutOfOrderIsUnexpectedInTheClientsFirstState() {
        for (HandshakeMessage message :
                List.of(new NewSessionTicket(0, new byte[1]), new ServerHelloDone(), new Finished(new byte[12]))) {
            assertRefused(client(), AlertDescription.UNEXPECTED_MESSAGE, record(HANDSHAKE, message));
        }
    }

    @Test
    void tooLongMessageOrRecordIsRefusedByItsHeader() {
        byte[] message = {HANDSHAKE, 3, 3, 0, 4, (byte) HandshakeType.CLIENT_HELLO.code(), 2, 0, 0};
        assertRefused(TlsConnection.server(server().build()), AlertDescription.DECODE_ERROR, message);
        assertRefused(TlsConnection.server(server().build()), AlertDescription.RECORD_OVERFLOW, new byte[] {
            HANDSHAKE, 3, 3, 0x40, 1
        });
    }

    @Test
    void handshakeMessageCutByAnotherTypeOfRecordIsUnexpected() {
        byte[] hello = output(client());
        byte[] cut = Arrays.copyOf(hello, 20);
        cut[4] = 15;
        cut[3] = 0;
        byte[] both = Arrays.copyOf(cut, 26);
        System.arraycopy(new byte[] {CHANGE_CIPHER_SPEC, 3, 3, 0, 1, 1}, 0, both, 20, 6);
        assertRefused(TlsConnection.server(server().build()), AlertDescription.UNEXPECTED_MESSAGE, both);
    }

    @ParameterizedTest
    @ValueSource(ints = {ProtocolVersion.SSL_3_0, ProtocolVersion.TLS_1_0, ProtocolVersion.TLS_1_1})
    void olderVersionIsRefused(int version) {
        assertRefused(AlertDescription.PROTOCOL_VERSION, hello(version, 0x9c, 0, extensions(true)));
    }

    @Test
    void clientHelloThatLeavesNothingToAgreeOnIsRefused() {
        ClientHelloExtensions usual = extensions(true);
        assertRefused(AlertDescription.HANDSHAKE_FAILURE, hello(0x0303, 0x1301, 0, usual));
        assertRefused(AlertDescription.ILLEGAL_PARAMETER, hello(0x0303, 0x9c, 1, usual));
        assertRefused(
                AlertDescription.PROTOCOL_VERSION,
                hello(
                        0x0303,
                        0x9c,
                        0,
                        ClientHelloExtensions.builder()
                                .extendedMasterSecret(true)
                                .supportedVersions(ProtocolVersion.TLS_1_3)
                                .build()));
        assertRefused(
                AlertDescription.HANDSHAKE_FAILURE,
                hello(
                        0x0303,
                        0x9c,
                        0,
                        ClientHelloExtensions.builder()
                                .extendedMasterSecret(true)
                                .renegotiatedConnection(Optional.of(new byte[12]))
                                .build()));
        assertRefused(
                AlertDescription.NO_APPLICATION_PROTOCOL,
                hello(
                        0x0303,
                        0x9c,
                        0,
                        ClientHelloExtensions.builder()
                                .applicationProtocols(List.of("h3"))
                                .extendedMasterSecret(true)
                                .build()));
    }

    @Test
    void serverHelloThatChoosesWhatWasNotOfferedIsRefused() {
        assertServerHelloRefused(AlertDescription.PROTOCOL_VERSION, 0x0302, 0x9c, 0, true);
        assertServerHelloRefused(AlertDescription.PROTOCOL_VERSION, 0x0304, 0x9c, 0, true);
        assertServerHelloRefused(AlertDescription.ILLEGAL_PARAMETER, 0x0303, 0x1301, 0, true);
        assertServerHelloRefused(AlertDescription.ILLEGAL_PARAMETER, 0x0303, 0x9c, 1, true);
        assertServerHelloRefused(AlertDescription.HANDSHAKE_FAILURE, 0x0303, 0x9c, 0, false);
    }

    @Test
    void sessionWithTheExtendedMasterSecretIsNotResumedWithoutIt() throws TlsException {
        ServerConfig config = server().sessionCache(
                        new CompactSessionCache(Crypto.of("jdk").prf(), 4, Duration.ofHours(1)))
                .build();
        TlsConnection client = client();
        TlsConnection server = TlsConnection.server(config);
        new Pipe(1 << 17).exchange(client, NONE, server, NONE);
        Session session = client.summary().session();
        ClientHello without = new ClientHello(
                0x0303,
                new byte[32],
                session.id(),
                new int[] {session.cipherSuite().code()},
                new byte[1],
                ClientHelloExtensions.builder()
                        .serverName(session.serverName())
                        .renegotiatedConnection(Optional.of(new byte[0]))
                        .build());
        assertRefused(TlsConnection.server(config), AlertDescription.HANDSHAKE_FAILURE, record(HANDSHAKE, without));
    }

    @Test
    void sessionOfAnotherServerNameIsNotResumed() throws TlsException {
        CompactSessionCache cache = new CompactSessionCache(Crypto.of("jdk").prf(), 4, Duration.ofHours(1));
        ServerConfig config = server().sessionCache(cache).build();
        TlsConnection client = client();
        new Pipe(1 << 17).exchange(client, NONE, TlsConnection.server(config), NONE);
        Session session = client.summary().session();
        for (String name : List.of("localhost", "server.test")) {
            TlsConnection server = TlsConnection.server(config);
            ClientHello hello = new ClientHello(
                    0x0303,
                    new byte[32],
                    session.id(),
                    new int[] {session.cipherSuite().code()},
                    new byte[1],
                    ClientHelloExtensions.builder()
                            .serverName(Optional.of(name))
                            .extendedMasterSecret(true)
                            .build());
            server.receive(ByteBuffer.wrap(record(HANDSHAKE, hello)), NONE);
            boolean resumed = server.state().equals("ExpectClientChangeCipherSpec");
            assertEquals(name.equals("localhost"), resumed, name);
        }
    }

    @Test
    void ticketOfAnotherServerNameIsNotResumed() throws TlsException {
        ServerConfig config = server().ticketKeyring(RotatingTicketKeyring.generated(
                        Crypto.of("jdk"), new FastKeyErasureRandom(), Duration.ofHours(1), Duration.ofHours(1)))
                .build();
        TlsConnection client = client();
        new Pipe(1 << 17).exchange(client, NONE, TlsConnection.server(config), NONE);
        Session session = client.summary().session();
        for (String name : List.of("localhost", "server.test")) {
            TlsConnection server = TlsConnection.server(config);
            ClientHello hello = new ClientHello(
                    0x0303,
                    new byte[32],
                    new byte[32],
                    new int[] {session.cipherSuite().code()},
                    new byte[1],
                    ClientHelloExtensions.builder()
                            .serverName(Optional.of(name))
                            .extendedMasterSecret(true)
                            .sessionTicket(Optional.of(session.ticket()))
                            .build());
            server.receive(ByteBuffer.wrap(record(HANDSHAKE, hello)), NONE);
            boolean resumed = server.state().equals("ExpectClientChangeCipherSpec");
            assertEquals(name.equals("localhost"), resumed, name);
        }
    }

    @Test
    void wishToRenegotiateCannotBeForgedFromOutside() throws TlsException {
        TlsConnection client = client();
        TlsConnection server = TlsConnection.server(server().build());
        new Pipe(1 << 17).exchange(client, NONE, server, NONE);
        assertTrue(client.isEstablished() && server.isEstablished());
        assertRefused(client, AlertDescription.BAD_RECORD_MAC, record(HANDSHAKE, new HelloRequest()));
    }

    @Test
    void fatalAlertOfThePeerIsNamedWithTheState() {
        TlsConnection server = TlsConnection.server(server().build());
        TlsException failure = assertThrows(
                TlsException.class, () -> server.receive(ByteBuffer.wrap(new byte[] {21, 3, 3, 0, 2, 2, 40}), NONE));
        assertEquals(TlsException.Origin.PEER, failure.origin());
        assertEquals("the peer sent the fatal alert handshake_failure in ExpectClientHello", failure.getMessage());
        assertTrue(!server.hasOutput(), "an alert is not answered");
    }

    @Test
    void warningsWithoutEndAndEmptyRecordsAreRefused() {
        byte[] warning = {21, 3, 3, 0, 2, 1, 90};
        byte[] many = new byte[warning.length * 17];
        for (int i = 0; i < 17; i++) {
            System.arraycopy(warning, 0, many, i * warning.length, warning.length);
        }
        assertRefused(TlsConnection.server(server().build()), AlertDescription.UNEXPECTED_MESSAGE, many);
        assertRefused(TlsConnection.server(server().build()), AlertDescription.UNEXPECTED_MESSAGE, new byte[] {
            HANDSHAKE, 3, 3, 0, 0
        });
    }

    @Test
    void endOfTheTransportWithoutCloseNotifyIsTruncation() throws TlsException {
        TlsConnection client = client();
        TlsConnection server = TlsConnection.server(server().build());
        new Pipe(1 << 17).exchange(client, NONE, server, NONE);
        assertThrows(TlsException.class, client::endOfInput);
    }

    @Test
    void endOfTheTransportAfterCloseNotifyIsTheEnd() throws TlsException {
        TlsConnection client = client();
        TlsConnection server = TlsConnection.server(server().build());
        new Pipe(1 << 17).exchange(client, NONE, server, NONE);
        server.close();
        assertEquals(TlsConnection.Status.CLOSED, client.receive(ByteBuffer.wrap(output(server)), NONE));
        client.endOfInput();
    }

    private static void assertServerHelloRefused(
            AlertDescription alert, int version, int suite, int compression, boolean secureRenegotiation) {
        ServerHello hello = new ServerHello(
                version,
                new byte[32],
                new byte[0],
                suite,
                compression,
                ServerHelloExtensions.builder()
                        .extendedMasterSecret(true)
                        .renegotiatedConnection(secureRenegotiation ? Optional.of(new byte[0]) : Optional.empty())
                        .build());
        assertRefused(client(), alert, record(HANDSHAKE, hello));
    }

    private static void assertRefused(AlertDescription alert, ClientHello hello) {
        ServerConfig config = server().applicationProtocols(List.of("http/1.1")).build();
        assertRefused(TlsConnection.server(config), alert, record(HANDSHAKE, hello));
    }

    private static void assertRefused(TlsConnection connection, AlertDescription alert, byte[] bytes) {
        String state = connection.state();
        output(connection);
        TlsException failure = assertThrows(TlsException.class, () -> connection.receive(ByteBuffer.wrap(bytes), NONE));
        assertEquals(alert, failure.alert(), failure.getMessage());
        assertTrue(failure.getMessage().endsWith("(" + alert + " in " + state + ")"), failure.getMessage());
        byte[] sent = output(connection);
        assertTrue(sent.length >= 7 && sent[0] == 21, "the peer is told");
    }

    private static ClientHello hello(int version, int suite, int compression, ClientHelloExtensions extensions) {
        return new ClientHello(
                version, new byte[32], new byte[0], new int[] {suite}, new byte[] {(byte) compression}, extensions);
    }

    private static ClientHelloExtensions extensions(boolean extendedMasterSecret) {
        return ClientHelloExtensions.builder()
                .extendedMasterSecret(extendedMasterSecret)
                .build();
    }

    /** Gives the ClientHello of a real client to the server, and returns the client's answer. */
    private static byte[] clientsSecondFlight(TlsConnection server) throws TlsException {
        TlsConnection client = client();
        server.receive(ByteBuffer.wrap(output(client)), NONE);
        client.receive(ByteBuffer.wrap(output(server)), NONE);
        return output(client);
    }

    private static int recordLength(byte[] flight, int start) {
        return 5 + ((flight[start + 3] & 0xff) << 8 | flight[start + 4] & 0xff);
    }

    private static int lastRecord(byte[] flight) {
        int start = 0;
        while (start + recordLength(flight, start) < flight.length) {
            start += recordLength(flight, start);
        }
        return start;
    }

    private static void hideExtendedMasterSecret(byte[] hello) {
        for (int i = 43; i + 4 <= hello.length; i++) {
            if (hello[i] == 0 && hello[i + 1] == 23 && hello[i + 2] == 0 && hello[i + 3] == 0) {
                hello[i] = 0x2a;
                hello[i + 1] = 0x2a;
                return;
            }
        }
        throw new IllegalStateException("no extended_master_secret in the ClientHello");
    }

    private static byte[] premaster(int version) {
        byte[] secret = new byte[48];
        secret[0] = (byte) (version >>> 8);
        secret[1] = (byte) version;
        return secret;
    }

    private static byte[] changed(byte[] block, int index, int value) {
        byte[] copy = block.clone();
        copy[index] = (byte) value;
        return copy;
    }

    private static TlsConnection client() {
        ClientConfig config = ClientConfig.builder()
                .verifier(PkixVerifier.of(Set.of(CHAIN.root())))
                .build();
        return TlsConnection.client(config, "localhost", Optional.empty());
    }

    private static ServerConfig.Builder server() {
        return ServerConfig.builder()
                .cipherSuites(
                        List.of(CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA))
                .identity(Identity.of(Crypto.of("jdk"), CHAIN.chain(), CHAIN.key()));
    }
}
