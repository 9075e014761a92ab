package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.Revocation;
import io.tlsgauge.engine.certificate.TestCertificate;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.certificate.TestRevocation;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.Crypto;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stapled OCSP responses with OpenSSL, both ways (RFC 6066 §8). */
@Tag("interop")
class StaplingInteropTest {
    private static final TestChain CHAIN = Endpoints.CHAIN;
    private static final X509Certificate LEAF = CHAIN.chain().get(0);
    private static final TestCertificate INTERMEDIATE = TestChain.intermediate();
    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

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
    void ourClientTakesWhatTheirServerStaples() throws Exception {
        assertTrue(ask(TestRevocation.good(INTERMEDIATE, LEAF, YESTERDAY)).contains("Cipher"));
    }

    @Test
    void ourClientRefusesARevocationThatTheirServerStaples() throws Exception {
        byte[] revoked = TestRevocation.revoked(INTERMEDIATE, LEAF, YESTERDAY);
        TlsException refusal = assertThrows(TlsException.class, () -> ask(revoked));
        assertEquals(AlertDescription.CERTIFICATE_REVOKED, refusal.alert());
    }

    @Test
    void ourClientRefusesAResponseThatHasExpired() throws Exception {
        byte[] old = TestRevocation.good(INTERMEDIATE, LEAF, YESTERDAY.minus(Duration.ofDays(30)));
        TlsException refusal = assertThrows(TlsException.class, () -> ask(old));
        assertEquals(AlertDescription.BAD_CERTIFICATE_STATUS_RESPONSE, refusal.alert());
    }

    @Test
    void theirClientReadsWhatOurServerStaples() throws Exception {
        byte[] good = TestRevocation.good(INTERMEDIATE, LEAF, YESTERDAY);
        String output = meetClient(Optional.of(good));
        assertTrue(output.contains("OCSP Response Status: successful"), output);
        assertTrue(output.contains("Cert Status: good"), output);
    }

    @Test
    void theirClientSeesThatOurServerHasNothingToStaple() throws Exception {
        String output = meetClient(Optional.empty());
        assertTrue(output.contains("OCSP response: no response sent"), output);
    }

    private static String ask(byte[] response) throws Exception {
        Path file = pems.unused("response.der");
        Files.write(file, response);
        X509CRL ofRoot = TestRevocation.crl(
                TestCertificate.authority("tlsgauge test root").selfSigned(), YESTERDAY);
        ClientConfig config = ClientConfig.builder()
                .requestStatus(true)
                .verifier(PkixVerifier.of(
                        Set.of(CHAIN.root()),
                        Revocation.stapled(Revocation.Failure.HARD).withCrls(List.of(ofRoot))))
                .build();
        try (ServerProgram server = ServerProgram.start("ACCEPT", port -> serverCommand(port, file))) {
            return Loopback.ask(
                    server.port(),
                    TlsConnection.client(config, TestChain.HOST, Optional.empty()),
                    "GET / HTTP/1.0\r\n\r\n");
        }
    }

    private static List<String> serverCommand(int port, Path response) {
        return List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-tls1_2",
                "-www",
                "-status_file",
                response.toString(),
                "-cert",
                pems.leaf(CHAIN).toString(),
                "-key",
                pems.key(CHAIN).toString(),
                "-cert_chain",
                pems.intermediate(CHAIN).toString());
    }

    private static String meetClient(Optional<byte[]> response) throws Exception {
        Identity identity =
                Identity.of(Crypto.of("jdk"), CHAIN.chain(), CHAIN.key()).withOcspResponse(() -> response);
        try (ServerSocket listener = Loopback.listen();
                PeerProcess client = PeerProcess.start(List.of(
                        "openssl",
                        "s_client",
                        "-connect",
                        "127.0.0.1:" + listener.getLocalPort(),
                        "-tls1_2",
                        "-status",
                        "-CAfile",
                        pems.root(CHAIN).toString()))) {
            client.say("ping\n");
            TlsConnection ours = TlsConnection.server(
                    ServerConfig.builder().identity(identity).build());
            assertEquals("ping\n", Loopback.answer(listener, ours, "ping\n", "pong\n"));
            return client.awaitEnd();
        }
    }
}
