package io.tlsgauge.engine.handshake.tls12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.record.RecordReader;
import io.tlsgauge.engine.record.RecordWriter;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HelloRequest;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloDone;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import io.tlsgauge.engine.wire.X509Chain;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a peer says that renegotiates otherwise than RFC 5746 has it: no peer at hand can be made to. */
class RenegotiationBindingTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final Crypto JDK = Crypto.of("jdk");
    private static final CipherSuite SUITE = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
    private static final byte[] CLIENT_VERIFY_DATA = filled(12, 1);
    private static final byte[] SERVER_VERIFY_DATA = filled(12, 2);
    private static final byte[] BOTH = concatenated(CLIENT_VERIFY_DATA, SERVER_VERIFY_DATA);

    private final RecordWriter writer = new RecordWriter();
    private final HandshakeChannel channel = new HandshakeChannel(new RecordReader(), writer);

    static Stream<Optional<byte[]>> wrongBindingsOfClients() {
        return Stream.of(
                Optional.empty(),
                Optional.of(new byte[0]),
                Optional.of(SERVER_VERIFY_DATA),
                Optional.of(BOTH),
                Optional.of(filled(11, 1)));
    }

    static Stream<Optional<byte[]>> wrongBindingsOfServers() {
        return Stream.of(
                Optional.empty(),
                Optional.of(new byte[0]),
                Optional.of(CLIENT_VERIFY_DATA),
                Optional.of(concatenated(SERVER_VERIFY_DATA, CLIENT_VERIFY_DATA)),
                Optional.of(filled(24, 1)));
    }

    @Test
    void clientHelloThatIsBoundToTheHandshakeBeforeItIsTaken() throws TlsException {
        HandshakeState next = expectClientHello().handle(received(clientHello(Optional.of(CLIENT_VERIFY_DATA))));
        assertInstanceOf(ExpectClientKeyExchange.class, next);
    }

    @ParameterizedTest
    @MethodSource("wrongBindingsOfClients")
    void clientHelloThatIsNotIsRefused(Optional<byte[]> binding) {
        assertRefused(expectClientHello(), clientHello(binding));
    }

    @Test
    void signallingSuiteInARenegotiationIsRefused() {
        assertRefused(
                expectClientHello(),
                clientHello(Optional.of(CLIENT_VERIFY_DATA), ClientHello.EMPTY_RENEGOTIATION_INFO_SCSV));
    }

    @Test
    void serverHelloThatIsBoundToTheHandshakeBeforeItIsTaken() throws TlsException {
        HandshakeState next = expectServerHello().handle(received(serverHello(Optional.of(BOTH))));
        assertInstanceOf(ExpectCertificate.class, next);
    }

    @ParameterizedTest
    @MethodSource("wrongBindingsOfServers")
    void serverHelloThatIsNotIsRefused(Optional<byte[]> binding) {
        assertRefused(expectServerHello(), serverHello(binding));
    }

    @Test
    void peerWithoutTheExtensionIsAlwaysRefused() throws TlsException {
        ClientRenegotiation client = new ClientRenegotiation(clientConfig(), channel, TestChain.HOST);
        ServerRenegotiation server = new ServerRenegotiation(serverConfig(), channel);
        for (Renegotiation renegotiation : List.of(client, server)) {
            ExpectApplicationData state = new ExpectApplicationData(channel, finished(false), renegotiation, 100);
            HandshakeMessage trigger =
                    renegotiation == client ? new HelloRequest() : clientHello(Optional.of(CLIENT_VERIFY_DATA));
            assertTrue(writer.isEmpty());
            assertSame(state, state.handle(received(trigger)));
            // A warning of two bytes: no_renegotiation.
            assertEquals(5 + 2, writer.pending());
            writer.transmit(ByteBuffer.allocate(7));
            assertThrows(
                    IllegalStateException.class,
                    () -> state.renegotiate(renegotiation == client ? clientConfig() : serverConfig(), true));
        }
    }

    /** The triple handshake attack: sessions with two servers may look like one where nothing binds them. */
    @ParameterizedTest
    @CsvSource({"true,true,false", "true,false,true", "false,true,true", "false,false,true"})
    void serverMayBecomeAnotherOnlyWhereTheExtendedMasterSecretBindsBoth(boolean before, boolean now, boolean refused)
            throws TlsException {
        TestCertificate other = TestCertificate.server("other.test")
                .issuedBy(TestCertificate.authority("tlsgauge test root").selfSigned());
        assertNotEquals(refused, isTaken(before, now, List.of(other.certificate())));
        assertTrue(isTaken(before, now, CHAIN.chain()));
    }

    /** Whether a client that renegotiates goes on with a server that shows this chain. */
    private boolean isTaken(boolean extendedBefore, boolean extendedNow, List<X509Certificate> chain)
            throws TlsException {
        ClientConfig trusting = ClientConfig.builder()
                .cipherSuites(List.of(SUITE))
                .verifier((presented, at) -> {})
                .build();
        HandshakeState state = ExpectServerHello.start(
                        trusting,
                        channel,
                        TestChain.HOST,
                        Optional.empty(),
                        Optional.of(finished(true, extendedBefore)))
                .handle(received(serverHello(Optional.of(BOTH), extendedNow)))
                .handle(received(new CertificateMessage(X509Chain.encode(chain))))
                .handle(received(new ServerHelloDone()));
        Deferred verification = assertInstanceOf(Deferred.class, state);
        verification.run();
        try {
            verification.resume();
            return true;
        } catch (TlsException e) {
            assertEquals(AlertDescription.BAD_CERTIFICATE, e.alert(), e.getMessage());
            return false;
        }
    }

    private ExpectClientHello expectClientHello() {
        return new ExpectClientHello(serverConfig(), channel, Optional.of(finished(true)), true);
    }

    private ExpectServerHello expectServerHello() {
        return ExpectServerHello.start(
                clientConfig(), channel, TestChain.HOST, Optional.empty(), Optional.of(finished(true)));
    }

    private static void assertRefused(HandshakeState state, HandshakeMessage message) {
        TlsException refusal = assertThrows(TlsException.class, () -> state.handle(received(message)));
        assertEquals(AlertDescription.HANDSHAKE_FAILURE, refusal.alert(), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("bound to the handshake before it"), refusal.getMessage());
    }

    private static FinishedHandshake finished(boolean secureRenegotiation) {
        return finished(secureRenegotiation, true);
    }

    private static FinishedHandshake finished(boolean secureRenegotiation, boolean extendedMasterSecret) {
        Session session = Session.ofMasterSecret(JDK.prf(), SUITE, new byte[48])
                .extendedMasterSecret(extendedMasterSecret)
                .peerCertificates(CHAIN.chain())
                .build();
        HandshakeSummary summary = new HandshakeSummary(
                HandshakeKind.FULL,
                SUITE,
                Optional.empty(),
                Optional.empty(),
                extendedMasterSecret,
                false,
                secureRenegotiation,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                session);
        return new FinishedHandshake(summary, CLIENT_VERIFY_DATA, SERVER_VERIFY_DATA, 0);
    }

    private static ClientHello clientHello(Optional<byte[]> binding, int... more) {
        int[] suites = Arrays.copyOf(more, more.length + 1);
        suites[more.length] = SUITE.code();
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                new byte[32],
                new byte[0],
                suites,
                new byte[1],
                ClientHelloExtensions.builder()
                        .extendedMasterSecret(true)
                        .renegotiatedConnection(binding)
                        .build());
    }

    private static ServerHello serverHello(Optional<byte[]> binding) {
        return serverHello(binding, true);
    }

    private static ServerHello serverHello(Optional<byte[]> binding, boolean extendedMasterSecret) {
        return new ServerHello(
                ProtocolVersion.TLS_1_2,
                new byte[32],
                new byte[0],
                SUITE.code(),
                0,
                ServerHelloExtensions.builder()
                        .extendedMasterSecret(extendedMasterSecret)
                        .renegotiatedConnection(binding)
                        .build());
    }

    private static ReceivedMessage received(HandshakeMessage message) {
        byte[] bytes = message.encoded();
        return new ReceivedMessage(message, bytes, 0, bytes.length);
    }

    private static ClientConfig clientConfig() {
        return ClientConfig.builder()
                .cipherSuites(List.of(SUITE))
                .verifier(PkixVerifier.of(Set.of(CHAIN.root())))
                .build();
    }

    private static ServerConfig serverConfig() {
        return ServerConfig.builder()
                .cipherSuites(List.of(SUITE))
                .identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()))
                .build();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
