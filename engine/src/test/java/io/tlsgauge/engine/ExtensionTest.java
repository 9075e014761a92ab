package io.tlsgauge.engine;

import static io.tlsgauge.engine.Flight.output;
import static io.tlsgauge.engine.Flight.record;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.TestCertificate;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client's extensions make of a handshake. */
class ExtensionTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final TestChain EC_CHAIN = TestChain.ec("secp256r1");
    private static final Crypto JDK = Crypto.of("jdk");
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final int HANDSHAKE = 22;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int GREASE = 0x2a2a;

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void macCoversTheCiphertextWhereBothSidesKnowHow(boolean client, boolean server) throws TlsException {
        TlsConnection ours = connect(
                client().encryptThenMac(client).cipherSuites(List.of(CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)),
                server().encryptThenMac(server));
        assertEquals(client && server, ours.summary().encryptThenMac());
    }

    @Test
    void macOfAnAeadSuiteCoversNothingMore() throws TlsException {
        TlsConnection ours = connect(
                client().cipherSuites(List.of(
                        CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)),
                server());
        assertEquals(false, ours.summary().encryptThenMac());
    }

    @ParameterizedTest
    @EnumSource
    void fragmentsAreAsShortAsTheClientAsks(MaxFragmentLength limit) throws TlsException {
        TlsConnection client =
                TlsConnection.client(client().maxFragmentLength(limit).build(), TestChain.HOST, Optional.empty());
        TlsConnection server = TlsConnection.server(server().build());
        ByteBuffer read = ByteBuffer.allocate(1 << 16);
        exchange(client, server);
        byte[] text = new byte[3 * limit.bytes() + 1];
        Arrays.fill(text, (byte) 'x');
        for (TlsConnection writer : List.of(client, server)) {
            assertEquals(limit.bytes(), writer.maxPlaintextLength());
            writer.write(ByteBuffer.wrap(text));
            byte[] sent = output(writer);
            (writer == client ? server : client).receive(ByteBuffer.wrap(sent), read.clear());
            assertArrayEquals(text, Arrays.copyOf(read.array(), read.position()));
            assertTrue(longestRecord(sent) <= limit.bytes() + 64, "a record of " + longestRecord(sent));
        }
    }

    @Test
    void fallbackIsRefusedToAClientThatCouldDoBetter() {
        ClientHello fallback = hello(0x0302, extensions(), ClientHello.FALLBACK_SCSV);
        assertRefused(AlertDescription.INAPPROPRIATE_FALLBACK, fallback);
        assertRefused(AlertDescription.PROTOCOL_VERSION, hello(0x0302, extensions()));
    }

    @Test
    void fallbackToTheHighestVersionIsNone() throws TlsException {
        TlsConnection server = TlsConnection.server(server().build());
        server.receive(
                ByteBuffer.wrap(record(HANDSHAKE, hello(0x0303, extensions(), ClientHello.FALLBACK_SCSV))), NONE);
        assertTrue(output(server).length > 0);
    }

    @Test
    void valuesThatNobodyKnowsArePassedOver() throws TlsException {
        ClientHelloExtensions.Builder greasing = ClientHelloExtensions.builder()
                .supportedGroups(GREASE, NamedGroup.X25519.code())
                .signatureAlgorithms(GREASE, SignatureScheme.RSA_PSS_RSAE_SHA256.code())
                .supportedVersions(GREASE, 0x0303);
        TlsConnection server = TlsConnection.server(server().build());
        byte[] hello = record(HANDSHAKE, hello(0x0303, greasing.build(), GREASE));
        server.receive(ByteBuffer.wrap(withUnknownExtension(hello)), NONE);
        assertTrue(output(server).length > 0);
        assertEquals("ExpectClientKeyExchange", server.state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"server.test", "other.test", "unknown.test", ""})
    void identityIsTheOneThatBearsTheName(String host) throws TlsException {
        TestCertificate other = TestCertificate.server("other.test")
                .dnsNames("other.test")
                .issuedBy(TestCertificate.authority("tlsgauge test root").selfSigned());
        ServerConfig.Builder server = ServerConfig.builder()
                .identities(List.of(
                        Identity.of(JDK, CHAIN.chain(), CHAIN.key()),
                        Identity.of(JDK, List.of(other.certificate()), other.key())));
        TlsConnection client = connect(ClientConfig.builder().verifier((presented, at) -> {}), server, host);
        X509Certificate expected =
                host.equals("other.test") ? other.certificate() : CHAIN.chain().get(0);
        assertEquals(expected, client.summary().session().peerCertificates().get(0));
    }

    @Test
    void keyTypeIsTheOneThatTheClientCanCheck() throws TlsException {
        ServerConfig.Builder both = ServerConfig.builder()
                .identities(List.of(
                        Identity.of(JDK, EC_CHAIN.chain(), EC_CHAIN.key()),
                        Identity.of(JDK, CHAIN.chain(), CHAIN.key())));
        TlsConnection ecdsa = connect(client(), both);
        assertEquals("EC", keyAlgorithm(ecdsa));
        TlsConnection rsa = connect(client().signatureSchemes(List.of(SignatureScheme.RSA_PSS_RSAE_SHA256)), both);
        assertEquals("RSA", keyAlgorithm(rsa));
        assertEquals(
                Optional.of(SignatureScheme.RSA_PSS_RSAE_SHA256), rsa.summary().signatureScheme());
    }

    @Test
    void sessionOfAnUnauthenticatedClientNeverAuthenticates() throws TlsException {
        CompactSessionCache cache = new CompactSessionCache(JDK.prf(), 1024, Duration.ofHours(1));
        ServerConfig.Builder asksNobody = server().sessionCache(cache);
        TlsConnection first = connect(client(), asksNobody);
        ServerConfig needs = server().sessionCache(cache)
                .clientAuthentication(ClientAuthentication.NEEDED, PkixVerifier.of(Set.of(CHAIN.root())), List.of())
                .build();
        TlsConnection again = TlsConnection.client(
                client().build(), TestChain.HOST, Optional.of(first.summary().session()));
        TlsException refusal = assertThrows(TlsException.class, () -> exchange(again, TlsConnection.server(needs)));
        assertEquals(AlertDescription.HANDSHAKE_FAILURE, refusal.alert());
        TestChain identity = TestChain.client();
        TlsConnection authenticated = TlsConnection.client(
                client().identity(Identity.of(JDK, identity.chain(), identity.key()))
                        .build(),
                TestChain.HOST,
                Optional.of(first.summary().session()));
        exchange(authenticated, TlsConnection.server(needs));
        assertEquals(HandshakeKind.FULL, authenticated.summary().kind());
    }

    @ParameterizedTest
    @EnumSource
    void publicKeyThatIsNoneOfTheGroupIsIllegal(NamedGroup group) throws TlsException {
        int length = group.isWeierstrass() ? 1 + 2 * group.coordinateLength() : 32;
        byte[] offCurve = new byte[length];
        offCurve[0] = 4;
        byte[] zero = new byte[length];
        for (byte[] key : List.of(group.isWeierstrass() ? offCurve : zero, zero, new byte[length - 1], new byte[1])) {
            TlsConnection server = TlsConnection.server(
                    server().cipherSuites(List.of(CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256))
                            .namedGroups(List.of(group))
                            .build());
            server.receive(ByteBuffer.wrap(output(TlsConnection.client(client().build(), "", Optional.empty()))), NONE);
            output(server);
            byte[] message = record(HANDSHAKE, ClientKeyExchange.ofPublicKey(key));
            TlsException refusal =
                    assertThrows(TlsException.class, () -> server.receive(ByteBuffer.wrap(message), NONE));
            assertEquals(AlertDescription.ILLEGAL_PARAMETER, refusal.alert(), refusal.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = CipherSuite.class,
            names = {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"})
    void keyExchangeThatTheServerDidNotSignIsADecryptError(CipherSuite suite) throws TlsException {
        TestChain chain = suite.name().contains("ECDSA") ? EC_CHAIN : CHAIN;
        TlsConnection client =
                TlsConnection.client(client().cipherSuites(List.of(suite)).build(), TestChain.HOST, Optional.empty());
        TlsConnection server = TlsConnection.server(ServerConfig.builder()
                .identity(Identity.of(JDK, chain.chain(), chain.key()))
                .build());
        server.receive(ByteBuffer.wrap(output(client)), NONE);
        byte[] flight = output(server);
        int keyExchange = message(flight, SERVER_KEY_EXCHANGE);
        // A byte of the ephemeral key, behind the header, the curve's type and name, and the key's length.
        flight[keyExchange + 4 + 3 + 1 + 8] ^= 1;
        TlsException refusal = assertThrows(TlsException.class, () -> client.receive(ByteBuffer.wrap(flight), NONE));
        assertEquals(AlertDescription.DECRYPT_ERROR, refusal.alert(), refusal.getMessage());
    }

    @Test
    void groupThatWasNotOfferedIsIllegal() throws TlsException {
        TlsConnection client = TlsConnection.client(
                client().namedGroups(List.of(NamedGroup.SECP256R1)).build(), TestChain.HOST, Optional.empty());
        TlsConnection server = TlsConnection.server(server().build());
        server.receive(ByteBuffer.wrap(output(client)), NONE);
        byte[] flight = output(server);
        int keyExchange = message(flight, SERVER_KEY_EXCHANGE);
        flight[keyExchange + 4 + 2] = (byte) NamedGroup.SECP384R1.code();
        TlsException refusal = assertThrows(TlsException.class, () -> client.receive(ByteBuffer.wrap(flight), NONE));
        assertEquals(AlertDescription.ILLEGAL_PARAMETER, refusal.alert(), refusal.getMessage());
    }

    private static void assertRefused(AlertDescription alert, ClientHello hello) {
        TlsConnection server = TlsConnection.server(server().build());
        TlsException refusal =
                assertThrows(TlsException.class, () -> server.receive(ByteBuffer.wrap(record(HANDSHAKE, hello)), NONE));
        assertEquals(alert, refusal.alert(), refusal.getMessage());
    }

    private static String keyAlgorithm(TlsConnection client) {
        return client.summary()
                .session()
                .peerCertificates()
                .get(0)
                .getPublicKey()
                .getAlgorithm();
    }

    private static int longestRecord(byte[] flight) {
        int longest = 0;
        for (int at = 0; at < flight.length; ) {
            int body = (flight[at + 3] & 0xff) << 8 | flight[at + 4] & 0xff;
            longest = Math.max(longest, body);
            at += 5 + body;
        }
        return longest;
    }

    /** Where the message of this type begins in a flight of one record. */
    private static int message(byte[] flight, int type) {
        int at = 5;
        while (flight[at] != type) {
            at += 4 + ((flight[at + 1] & 0xff) << 16 | (flight[at + 2] & 0xff) << 8 | flight[at + 3] & 0xff);
        }
        return at;
    }

    /** The ClientHello with one extension more, of a type that stands for none. */
    private static byte[] withUnknownExtension(byte[] hello) {
        byte[] longer = Arrays.copyOf(hello, hello.length + 6);
        longer[hello.length] = GREASE >>> 8;
        longer[hello.length + 1] = (byte) GREASE;
        longer[hello.length + 3] = 2;
        add(longer, 3, 6);
        add(longer, 7, 6);
        int sessionId = 5 + 4 + 2 + 32;
        int suites = sessionId + 1 + longer[sessionId];
        int compressions = suites + 2 + ((longer[suites] & 0xff) << 8 | longer[suites + 1] & 0xff);
        add(longer, compressions + 1 + longer[compressions], 6);
        return longer;
    }

    private static void add(byte[] bytes, int uint16, int value) {
        int sum = ((bytes[uint16] & 0xff) << 8 | bytes[uint16 + 1] & 0xff) + value;
        bytes[uint16] = (byte) (sum >>> 8);
        bytes[uint16 + 1] = (byte) sum;
    }

    private static ClientHelloExtensions extensions() {
        return ClientHelloExtensions.builder().extendedMasterSecret(true).build();
    }

    private static ClientHello hello(int version, ClientHelloExtensions extensions, int... more) {
        int[] suites = Arrays.copyOf(more, more.length + 2);
        suites[more.length] = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256.code();
        suites[more.length + 1] = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256.code();
        return new ClientHello(version, new byte[32], new byte[0], suites, new byte[1], extensions);
    }

    private static TlsConnection connect(ClientConfig.Builder client, ServerConfig.Builder server) throws TlsException {
        return connect(client, server, TestChain.HOST);
    }

    /** The client's side, after the handshake. */
    private static TlsConnection connect(ClientConfig.Builder client, ServerConfig.Builder server, String host)
            throws TlsException {
        TlsConnection connection = TlsConnection.client(client.build(), host, Optional.empty());
        exchange(connection, TlsConnection.server(server.build()));
        return connection;
    }

    private static void exchange(TlsConnection client, TlsConnection server) throws TlsException {
        new Pipe(1 << 17).exchange(client, NONE, server, NONE);
    }

    private static ClientConfig.Builder client() {
        return ClientConfig.builder().verifier(PkixVerifier.of(Set.of(CHAIN.root())));
    }

    private static ServerConfig.Builder server() {
        return ServerConfig.builder().identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()));
    }
}
