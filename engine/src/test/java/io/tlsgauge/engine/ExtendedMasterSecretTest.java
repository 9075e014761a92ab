package io.tlsgauge.engine;

import static io.tlsgauge.engine.Flight.output;
import static io.tlsgauge.engine.Flight.record;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.session.TicketKeyring;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.ServerHello;
import io.tlsgauge.engine.wire.ServerHelloExtensions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Resumption with and without the extended master secret, case by case (RFC 7627 §5.3). */
class ExtendedMasterSecretTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final Crypto JDK = Crypto.of("jdk");
    private static final CipherSuite SUITE = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;
    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final int HANDSHAKE = 22;
    private static final long NOW = System.currentTimeMillis();
    private static final byte[] ID = new byte[32];

    private final CompactSessionCache cache = new CompactSessionCache(JDK.prf(), 4, Duration.ofHours(1));
    private final TicketKeyring keyring =
            RotatingTicketKeyring.generated(JDK, new FastKeyErasureRandom(), Duration.ofHours(1), Duration.ofHours(1));
    private final ServerConfig server = ServerConfig.builder()
            .cipherSuites(List.of(SUITE))
            .identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()))
            .sessionCache(cache)
            .ticketKeyring(keyring)
            .build();

    @ParameterizedTest
    @CsvSource({"true,false", "true,true", "false,false", "false,true"})
    void serverResumesOnlyWhereBothHaveIt(boolean byTicket, boolean inSession) throws TlsException {
        TlsConnection with = TlsConnection.server(server);
        with.receive(ByteBuffer.wrap(record(HANDSHAKE, offer(inSession, byTicket, true))), NONE);
        assertEquals(inSession ? "ExpectClientChangeCipherSpec" : "ExpectClientKeyExchange", with.state());
        assertTrue(serverHello(with).extensions().extendedMasterSecret());
        TlsConnection without = TlsConnection.server(server);
        TlsException refusal = assertThrows(
                TlsException.class,
                () -> without.receive(ByteBuffer.wrap(record(HANDSHAKE, offer(inSession, byTicket, false))), NONE));
        assertEquals(AlertDescription.HANDSHAKE_FAILURE, refusal.alert());
        assertTrue(refusal.getMessage().contains("RFC 7627 §5.3"), refusal::getMessage);
    }

    @Test
    void serverLeavesNothingToResumeToAClientWithoutIt() throws TlsException {
        TlsConnection connection = TlsConnection.server(server);
        connection.receive(ByteBuffer.wrap(record(HANDSHAKE, hello(new byte[0], new byte[0], false))), NONE);
        ServerHello answer = serverHello(connection);
        assertEquals(0, answer.sessionId().length);
        assertFalse(answer.extensions().sessionTicket());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientOffersOnlyASessionThatHasIt(boolean inSession) throws TlsException {
        Session session = session(inSession).withTicket(new byte[100], 0);
        ClientHello hello = clientHello(client(session));
        assertTrue(hello.extensions().extendedMasterSecret());
        assertEquals(inSession, hello.extensions().offersTicket());
        assertEquals(inSession ? ID.length : 0, hello.sessionId().length);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void clientResumesOnlyWhereTheServerHasItToo(boolean inServerHello) throws TlsException {
        TlsConnection connection = client(session(true));
        assertArrayEquals(ID, clientHello(connection).sessionId());
        ServerHello answer = new ServerHello(
                0x0303,
                new byte[32],
                ID,
                SUITE.code(),
                0,
                ServerHelloExtensions.builder()
                        .renegotiatedConnection(Optional.of(new byte[0]))
                        .extendedMasterSecret(inServerHello)
                        .build());
        ByteBuffer record = ByteBuffer.wrap(record(HANDSHAKE, answer));
        if (inServerHello) {
            connection.receive(record, NONE);
            assertEquals("ExpectServerChangeCipherSpec", connection.state());
        } else {
            TlsException refusal = assertThrows(TlsException.class, () -> connection.receive(record, NONE));
            assertEquals(AlertDescription.HANDSHAKE_FAILURE, refusal.alert());
        }
    }

    /** A ClientHello that offers a session which the server knows. */
    private ClientHello offer(boolean inSession, boolean byTicket, boolean inHello) {
        Session session = session(inSession);
        if (byTicket) {
            return hello(new byte[0], keyring.seal(session, NOW), inHello);
        }
        cache.put(session, NOW);
        return hello(ID, new byte[0], inHello);
    }

    private static ClientHello hello(byte[] id, byte[] ticket, boolean extendedMasterSecret) {
        return new ClientHello(
                0x0303,
                new byte[32],
                id,
                new int[] {SUITE.code()},
                new byte[1],
                ClientHelloExtensions.builder()
                        .serverName(Optional.of(TestChain.HOST))
                        .sessionTicket(Optional.of(ticket))
                        .extendedMasterSecret(extendedMasterSecret)
                        .build());
    }

    private static Session session(boolean extendedMasterSecret) {
        return Session.ofMasterSecret(JDK.prf(), SUITE, new byte[48])
                .extendedMasterSecret(extendedMasterSecret)
                .serverName(Optional.of(TestChain.HOST))
                .id(ID)
                .createdAtMillis(NOW)
                .build();
    }

    private static TlsConnection client(Session session) {
        ClientConfig config = ClientConfig.builder()
                .cipherSuites(List.of(SUITE))
                .verifier((presented, at) -> {})
                .build();
        return TlsConnection.client(config, TestChain.HOST, Optional.of(session));
    }

    private static ClientHello clientHello(TlsConnection client) throws TlsException {
        return (ClientHello) firstMessage(output(client), HandshakeType.CLIENT_HELLO);
    }

    private static ServerHello serverHello(TlsConnection server) throws TlsException {
        return (ServerHello) firstMessage(output(server), HandshakeType.SERVER_HELLO);
    }

    private static HandshakeMessage firstMessage(byte[] flight, HandshakeType type) throws TlsException {
        int length = (flight[7] & 0xff) << 8 | flight[8] & 0xff;
        return HandshakeMessage.decode(type, flight, 9, length);
    }
}
