package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.session.HandshakeKind;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Renegotiation with OpenSSL, whoever starts it. */
@Tag("interop")
class RenegotiationInteropTest {
    private static final Pattern PORT = Pattern.compile("ACCEPT .*:(\\d+)");
    private static final TestChain CHAIN = Endpoints.CHAIN;

    private static final Crypto JDK = Crypto.of("jdk");

    private static PemFolder pems;

    @BeforeAll
    static void writePems() {
        Program.require("openssl");
        pems = PemFolder.create();
    }

    @AfterAll
    static void deletePems() {
        if (pems != null) {
            pems.close();
        }
    }

    @Test
    void theirClientStartsOneWithOurServer() throws Exception {
        TlsConnection server = server(1);
        Meeting meeting = meetClient(server);
        meeting.client().say("ping\n");
        assertEquals("ping\n", meeting.heard().get(10, TimeUnit.SECONDS));
        assertNotSame(meeting.summaries().get(0), server.summary());
        String output = meeting.client().awaitEnd();
        assertTrue(output.contains("pong"), output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-no_legacy_server_connect", "-legacy_renegotiation"})
    void theirClientIsRefusedUnlessItIsSwitchedOn(String option) throws Exception {
        Meeting meeting = meetClient(server(0), option);
        ExecutionException failure =
                assertThrows(ExecutionException.class, () -> meeting.heard().get(10, TimeUnit.SECONDS));
        assertTrue(
                failure.getMessage().contains("the peer sent the fatal alert handshake_failure"), failure::getMessage);
    }

    @Test
    void ourClientFollowsTheirServer() throws Exception {
        TlsConnection client = client();
        List<Object> summaries = new ArrayList<>();
        try (PeerProcess server = startServer()) {
            int port = port(server);
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return Loopback.take(
                            port,
                            client,
                            List.of(
                                    new Loopback.Turn("", connection -> summaries.add(connection.summary())),
                                    Loopback.say("", "hello\n"),
                                    Loopback.say("ping\n", "pong\n"),
                                    Loopback.close()));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            server.awaitLine("hello");
            server.say("r\n");
            server.awaitLine("SSL_do_handshake -> 1");
            server.say("ping\n");
            server.awaitLine("pong");
            assertEquals("ping\n", heard.get(10, TimeUnit.SECONDS));
            assertNotSame(summaries.get(0), client.summary());
        }
    }

    @Test
    void ourClientStartsOneWithTheirServer() throws Exception {
        TlsConnection client = client();
        List<Object> summaries = new ArrayList<>();
        try (PeerProcess server = startServer("-client_renegotiation")) {
            Loopback.take(
                    port(server),
                    client,
                    List.of(
                            new Loopback.Turn("", connection -> summaries.add(connection.summary())),
                            Loopback.say("", "before\n"),
                            new Loopback.Turn("", connection -> connection.renegotiate(false)),
                            Loopback.say("", "after\n"),
                            Loopback.close()));
            server.awaitLine("before");
            server.awaitLine("after");
        }
        assertNotSame(summaries.get(0), client.summary());
        assertEquals(HandshakeKind.FULL, client.summary().kind());
    }

    /**
     * OpenSSL's client and our server.
     *
     * @param summaries of our handshake before the renegotiation
     * @param heard what our server has heard in the end
     */
    private record Meeting(PeerProcess client, List<Object> summaries, CompletableFuture<String> heard) {}

    /** Its {@code s_client} renegotiates; who is refused ends then, and hears no more. */
    private static Meeting meetClient(TlsConnection server, String... options) throws Exception {
        try (ServerSocket listener = Loopback.listen()) {
            List<String> command = new ArrayList<>(List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + listener.getLocalPort(),
                    "-tls1_2",
                    "-CAfile",
                    pems.root(CHAIN).toString()));
            command.addAll(List.of(options));
            PeerProcess client = PeerProcess.start(command);
            List<Object> summaries = new ArrayList<>();
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> {
                try {
                    return Loopback.take(
                            listener,
                            server,
                            List.of(
                                    new Loopback.Turn("", connection -> summaries.add(connection.summary())),
                                    Loopback.say("ping\n", "pong"),
                                    Loopback.close()));
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            client.awaitLine("Extended master secret: yes");
            client.say("R\n");
            client.awaitLine("RENEGOTIATING");
            return new Meeting(client, summaries, heard);
        }
    }

    private static PeerProcess startServer(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-tls1_2",
                "-cert",
                pems.leaf(CHAIN).toString(),
                "-key",
                pems.key(CHAIN).toString(),
                "-cert_chain",
                pems.intermediate(CHAIN).toString()));
        command.addAll(List.of(options));
        return PeerProcess.start(command);
    }

    private static int port(PeerProcess server) throws Exception {
        Matcher accept = PORT.matcher(server.awaitLine("ACCEPT "));
        assertTrue(accept.find());
        return Integer.parseInt(accept.group(1));
    }

    private static TlsConnection client() {
        ClientConfig config = ClientConfig.builder()
                .verifier(PkixVerifier.of(Set.of(CHAIN.root())))
                .maxRenegotiations(1)
                .build();
        return TlsConnection.client(config, TestChain.HOST, Optional.empty());
    }

    private static TlsConnection server(int maxRenegotiations) {
        return TlsConnection.server(ServerConfig.builder()
                .identity(Identity.of(JDK, CHAIN.chain(), CHAIN.key()))
                .maxRenegotiations(maxRenegotiations)
                .build());
    }
}
