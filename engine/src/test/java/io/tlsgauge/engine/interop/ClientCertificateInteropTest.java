package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
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
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mutual TLS with OpenSSL and GnuTLS, both ways. */
@Tag("interop")
class ClientCertificateInteropTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TestChain RSA = TestChain.client();
    private static final TestChain EC = TestChain.client("secp256r1");
    private static final X509Certificate STRANGER =
            TestCertificate.authority("a stranger").selfSigned().certificate();
    private static final String PAGE = "GET / HTTP/1.0\r\n\r\n";

    private static PemFolder serverPems;
    private static PemFolder clientPems;

    private final RotatingTicketKeyring keyring =
            RotatingTicketKeyring.generated(JDK, new FastKeyErasureRandom(), HOUR, HOUR);
    private final CompactSessionCache cache = new CompactSessionCache(JDK.prf(), 64, HOUR);

    @BeforeAll
    static void writePems() {
        Program.require("openssl", "gnutls-cli");
        serverPems = PemFolder.create();
        clientPems = PemFolder.of(RSA, EC);
    }

    @AfterAll
    static void deletePems() {
        if (serverPems != null) {
            serverPems.close();
        }
        if (clientPems != null) {
            clientPems.close();
        }
    }

    static Stream<Arguments> programsAndChains() {
        return Stream.of("openssl", "gnutls")
                .flatMap(program -> Stream.of(RSA, EC).map(chain -> Arguments.of(program, chain)));
    }

    @ParameterizedTest
    @MethodSource("programsAndChains")
    void ourServerKnowsTheirClient(String program, TestChain chain) throws Exception {
        for (ClientAuthentication asked : List.of(ClientAuthentication.WANTED, ClientAuthentication.NEEDED)) {
            TlsConnection ours = TlsConnection.server(server(asked, RSA.root()).build());
            meetClient(ours, port -> clientCommand(program, port, Optional.of(chain)));
            assertEquals(chain.chain(), ours.summary().session().peerCertificates());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HandshakeKind.class,
            names = {"SESSION_ID", "TICKET"})
    void identityOfTheirClientSurvivesResumption(HandshakeKind kind) throws Exception {
        Path session = clientPems.unused("session-" + kind);
        List<String> options = new ArrayList<>(List.of("-sess_out", session.toString()));
        if (kind == HandshakeKind.SESSION_ID) {
            options.add("-no_ticket");
        }
        for (HandshakeKind expected : List.of(HandshakeKind.FULL, kind)) {
            TlsConnection ours = TlsConnection.server(
                    server(ClientAuthentication.NEEDED, RSA.root()).build());
            meetClient(ours, port -> {
                List<String> command = clientCommand("openssl", port, Optional.of(RSA));
                command.addAll(options);
                return command;
            });
            assertEquals(expected, ours.summary().kind());
            assertEquals(
                    RSA.chain().get(0),
                    ours.summary().session().peerCertificates().get(0));
            options.addAll(List.of("-sess_in", session.toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openssl", "gnutls"})
    void theirClientWithoutACertificateIsRefusedOnlyWhereItIsNeeded(String program) throws Exception {
        TlsConnection wanting = TlsConnection.server(
                server(ClientAuthentication.WANTED, RSA.root()).build());
        meetClient(wanting, port -> clientCommand(program, port, Optional.empty()));
        assertEquals(List.of(), wanting.summary().session().peerCertificates());
        TlsConnection needing = TlsConnection.server(
                server(ClientAuthentication.NEEDED, RSA.root()).build());
        TlsException refusal = assertThrows(
                TlsException.class, () -> meetClient(needing, port -> clientCommand(program, port, Optional.empty())));
        assertEquals(AlertDescription.HANDSHAKE_FAILURE, refusal.alert(), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"openssl", "gnutls"})
    void theirClientOfAnotherAuthorityIsRefused(String program) throws Exception {
        TlsConnection ours = TlsConnection.server(
                server(ClientAuthentication.WANTED, STRANGER).build());
        TlsException refusal = assertThrows(
                TlsException.class, () -> meetClient(ours, port -> clientCommand(program, port, Optional.of(RSA))));
        assertEquals(AlertDescription.UNKNOWN_CA, refusal.alert(), refusal.getMessage());
    }

    @ParameterizedTest
    @MethodSource("programsAndChains")
    void theirServerKnowsOurClientAndRefusesItWithoutACertificate(String program, TestChain chain) throws Exception {
        try (ServerProgram server = ServerProgram.start(
                program.equals("openssl") ? "ACCEPT" : "...done", port -> serverCommand(program, port))) {
            Identity identity = Identity.of(JDK, chain.chain(), chain.key());
            String page = Loopback.ask(
                    server.port(),
                    TlsConnection.client(client().identity(identity).build(), TestChain.HOST, Optional.empty()),
                    PAGE);
            assertTrue(page.contains("a client"), page);
            TlsConnection nobody = TlsConnection.client(client().build(), TestChain.HOST, Optional.empty());
            assertThrows(TlsException.class, () -> Loopback.ask(server.port(), nobody, PAGE));
        }
    }

    private static void meetClient(TlsConnection ours, ServerProgram.Command command) throws Exception {
        try (ServerSocket listener = Loopback.listen();
                PeerProcess client = PeerProcess.start(command.at(listener.getLocalPort()))) {
            client.say("ping\n");
            Loopback.answer(listener, ours, "ping\n", "pong\n");
            String output = client.awaitEnd();
            assertTrue(output.contains("pong"), output);
        }
    }

    private static List<String> clientCommand(String program, int port, Optional<TestChain> chain) {
        boolean openSsl = program.equals("openssl");
        List<String> command = new ArrayList<>(
                openSsl
                        ? List.of("openssl", "s_client", "-connect", "127.0.0.1:" + port, "-tls1_2", "-CAfile")
                        : List.of(
                                "gnutls-cli",
                                "--port",
                                String.valueOf(port),
                                "--priority",
                                "NORMAL:-VERS-ALL:+VERS-TLS1.2",
                                "--verify-hostname",
                                TestChain.HOST,
                                "--x509cafile"));
        command.add(serverPems.root(Endpoints.CHAIN).toString());
        chain.ifPresent(identity -> {
            Path certificates = openSsl ? clientPems.leaf(identity) : clientPems.chain(identity);
            command.addAll(List.of(openSsl ? "-cert" : "--x509certfile", certificates.toString()));
            command.addAll(List.of(
                    openSsl ? "-key" : "--x509keyfile", clientPems.key(identity).toString()));
            if (openSsl) {
                command.addAll(
                        List.of("-cert_chain", clientPems.intermediate(identity).toString()));
            }
        });
        if (!openSsl) {
            command.add("127.0.0.1");
        }
        return command;
    }

    private static List<String> serverCommand(String program, int port) {
        String chain = serverPems.chain(Endpoints.CHAIN).toString();
        String leaf = serverPems.leaf(Endpoints.CHAIN).toString();
        String intermediate = serverPems.intermediate(Endpoints.CHAIN).toString();
        String key = serverPems.key(Endpoints.CHAIN).toString();
        String root = clientPems.root(RSA).toString();
        return program.equals("openssl")
                ? List.of(
                        "openssl",
                        "s_server",
                        "-accept",
                        "127.0.0.1:" + port,
                        "-tls1_2",
                        "-www",
                        "-Verify",
                        "3",
                        "-verify_return_error",
                        "-CAfile",
                        root,
                        "-cert",
                        leaf,
                        "-key",
                        key,
                        "-cert_chain",
                        intermediate)
                : List.of(
                        "gnutls-serv",
                        "--port",
                        String.valueOf(port),
                        "--http",
                        "--priority",
                        "NORMAL:-VERS-ALL:+VERS-TLS1.2",
                        "--require-client-cert",
                        "--verify-client-cert",
                        "--x509cafile",
                        root,
                        "--x509certfile",
                        chain,
                        "--x509keyfile",
                        key);
    }

    private static ClientConfig.Builder client() {
        return ClientConfig.builder().verifier(PkixVerifier.of(Set.of(Endpoints.ROOT)));
    }

    private ServerConfig.Builder server(ClientAuthentication asked, X509Certificate authority) {
        return ServerConfig.builder()
                .identity(Identity.of(JDK, Endpoints.CHAIN.chain(), Endpoints.CHAIN.key()))
                .sessionCache(cache)
                .ticketKeyring(keyring)
                .clientAuthentication(asked, PkixVerifier.of(Set.of(authority)), List.of());
    }
}
