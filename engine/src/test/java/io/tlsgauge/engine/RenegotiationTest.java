package io.tlsgauge.engine;

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
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Further handshakes on a connection, and what goes on over it meanwhile (RFC 5746). */
class RenegotiationTest {
    private static final TestChain CHAIN = TestChain.standard();
    private static final Crypto JDK = Crypto.of("jdk");
    private static final Pipe PIPE = new Pipe(1 << 17);
    private static final int OFTEN = 8;

    private final ByteBuffer clientRead = ByteBuffer.allocate(1 << 17);
    private final ByteBuffer serverRead = ByteBuffer.allocate(1 << 17);
    private final CompactSessionCache cache = new CompactSessionCache(JDK.prf(), 1024, Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"true,true", "true,false", "false,true", "false,false"})
    void dataInFlightArrivesInOrderWhoeverStartsAndFullOrNot(boolean clientStarts, boolean resume) throws TlsException {
        TlsConnection client = client(OFTEN);
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        HandshakeSummary first = server.summary();
        say(client, "client before, ");
        say(server, "server before, ");
        (clientStarts ? client : server).renegotiate(resume);
        say(clientStarts ? server : client, "meanwhile, ");
        exchange(client, server);
        say(client, "client after");
        say(server, "server after");
        exchange(client, server);
        assertNotEquals(first, server.summary());
        assertEquals(
                resume ? HandshakeKind.SESSION_ID : HandshakeKind.FULL,
                server.summary().kind());
        assertEquals(server.summary().kind(), client.summary().kind());
        assertEquals("client before, " + (clientStarts ? "" : "meanwhile, ") + "client after", text(serverRead));
        assertEquals("server before, " + (clientStarts ? "meanwhile, " : "") + "server after", text(clientRead));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void anyCutOfTheBytesLeavesDataAndHandshakeWhole(int cut) throws TlsException {
        TlsConnection client = client(OFTEN);
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        client.renegotiate(false);
        say(server, "meanwhile");
        new Pipe(cut).exchange(client, clientRead, server, serverRead);
        assertEquals("meanwhile", text(clientRead));
        assertFalse(client.isHandshaking() || server.isHandshaking());
        assertEquals(HandshakeKind.FULL, client.summary().kind());
    }

    @Test
    void nothingIsWrittenWhileAHandshakeGoesOn() throws TlsException {
        TlsConnection client = client(OFTEN);
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        client.renegotiate(false);
        assertTrue(client.isHandshaking());
        assertEquals(0, client.write(ByteBuffer.wrap(new byte[10])));
        assertThrows(IllegalStateException.class, () -> client.renegotiate(false));
        exchange(client, server);
        assertEquals(10, client.write(ByteBuffer.wrap(new byte[10])));
    }

    @Test
    void serverRefusesUnlessItIsSwitchedOnAndTheConnectionGoesOn() throws TlsException {
        TlsConnection client = client(OFTEN);
        TlsConnection server = server(0);
        exchange(client, server);
        HandshakeSummary first = client.summary();
        client.renegotiate(true);
        exchange(client, server);
        assertFalse(client.isHandshaking());
        assertSame(first, client.summary());
        say(client, "still here");
        exchange(client, server);
        assertEquals("still here", text(serverRead));
    }

    @Test
    void clientRefusesUnlessItIsSwitchedOnAndTheConnectionGoesOn() throws TlsException {
        TlsConnection client = client(0);
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        HandshakeSummary first = server.summary();
        server.renegotiate(true);
        exchange(client, server);
        assertSame(first, server.summary());
        say(server, "still here");
        exchange(client, server);
        assertEquals("still here", text(clientRead));
    }

    @Test
    void peerMayStartOnlyAsManyAsAreAllowedAndAskInVainOnlyAFewTimes() throws TlsException {
        TlsConnection client = client(OFTEN);
        TlsConnection server = server(2);
        exchange(client, server);
        for (int i = 0; i < 6; i++) {
            HandshakeSummary before = server.summary();
            client.renegotiate(true);
            exchange(client, server);
            assertEquals(i < 2, server.summary() != before, "renegotiation " + i);
        }
        client.renegotiate(true);
        TlsException failure = assertThrows(TlsException.class, () -> exchange(client, server));
        assertEquals(AlertDescription.HANDSHAKE_FAILURE, failure.alert());
    }

    @Test
    void sessionOfTheFirstHandshakeIsStillResumed() throws TlsException {
        TlsConnection client = client(OFTEN);
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        Session session = client.summary().session();
        client.renegotiate(false);
        exchange(client, server);
        assertNotEquals(session, client.summary().session());
        TlsConnection later = TlsConnection.client(clientConfig(0).build(), TestChain.HOST, Optional.of(session));
        exchange(later, server(0));
        assertEquals(HandshakeKind.SESSION_ID, later.summary().kind());
    }

    @Test
    void serverAsksForACertificateOnlyWhereItIsNeeded() throws TlsException {
        TestCertificate somebody = TestCertificate.client("somebody")
                .issuedBy(TestCertificate.authority("tlsgauge test root").selfSigned());
        ClientConfig config = clientConfig(OFTEN)
                .identity(Identity.of(JDK, List.of(somebody.certificate()), somebody.key()))
                .build();
        TlsConnection client = TlsConnection.client(config, TestChain.HOST, Optional.empty());
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        assertEquals(List.of(), server.summary().session().peerCertificates());
        ServerConfig needing = serverConfig(OFTEN)
                .clientAuthentication(ClientAuthentication.NEEDED, PkixVerifier.of(Set.of(CHAIN.root())), List.of())
                .build();
        server.renegotiate(needing, true);
        exchange(client, server);
        assertEquals(List.of(somebody.certificate()), server.summary().session().peerCertificates());
        assertThrows(IllegalArgumentException.class, () -> server.renegotiate(config, true));
    }

    @Test
    void keyThatHasProtectedItsRecordsIsRefreshed() throws TlsException {
        TlsConnection client =
                TlsConnection.client(clientConfig(OFTEN).recordsPerKey(16).build(), TestChain.HOST, Optional.empty());
        TlsConnection server = server(OFTEN);
        exchange(client, server);
        HandshakeSummary first = server.summary();
        StringBuilder said = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            ByteBuffer word = bytes(i + " ");
            said.append(i).append(' ');
            while (word.hasRemaining()) {
                client.write(word);
                exchange(client, server);
            }
        }
        assertEquals(said.toString(), text(serverRead));
        assertNotEquals(first, server.summary());
    }

    @Test
    void connectionWhoseKeyCannotBeRefreshedIsClosed() throws TlsException {
        TlsConnection client =
                TlsConnection.client(clientConfig(0).recordsPerKey(16).build(), TestChain.HOST, Optional.empty());
        TlsConnection server = server(0);
        exchange(client, server);
        int records = 0;
        while (!client.isOutboundClosed()) {
            records += client.write(ByteBuffer.wrap(new byte[1]));
            exchange(client, server);
        }
        assertTrue(records > 0 && records <= 16, "records: " + records);
        assertEquals(records, serverRead.position());
        assertTrue(server.isInboundClosed());
    }

    private void exchange(TlsConnection client, TlsConnection server) throws TlsException {
        PIPE.exchange(client, clientRead, server, serverRead);
    }

    private static void say(TlsConnection connection, String words) {
        assertEquals(words.length(), connection.write(bytes(words)));
    }

    private static ByteBuffer bytes(String words) {
        return ByteBuffer.wrap(words.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(ByteBuffer read) {
        return new String(read.array(), 0, read.position(), StandardCharsets.US_ASCII);
    }

    private static TlsConnection client(int maxRenegotiations) {
        return TlsConnection.client(clientConfig(maxRenegotiations).build(), TestChain.HOST, Optional.empty());
    }

    private TlsConnection server(int maxRenegotiations) {
        return TlsConnection.server(serverConfig(maxRenegotiations).build());
    }

    private static ClientConfig.Builder clientConfig(int maxRenegotiations) {
        return ClientConfig.builder()
                .verifier(PkixVerifier.of(Set.of(CHAIN.root())))
                .maxRenegotiations(maxRenegotiations);
    }

    private ServerConfig.Builder serverConfig(int maxRenegotiations) {
        return ServerConfig.builder()
                .identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()))
                .sessionCache(cache)
                .maxRenegotiations(maxRenegotiations);
    }
}
