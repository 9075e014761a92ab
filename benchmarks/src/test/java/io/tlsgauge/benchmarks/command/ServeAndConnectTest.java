package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.certificate.Pem;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code serve} and {@code connect} in JVMs of their own, as a user meets them. */
class ServeAndConnectTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"id", "ticket", "both"})
    void connectResumesAtServeByWhatIsOffered(String offer) throws Exception {
        Process server = CommandLineProcess.start("serve --port 0");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            String ca = CommandLineProcess.await(output, "throw-away chain; its CA is in ");
            String address = CommandLineProcess.await(output, "listening on ");
            CommandLineProcess.Outcome outcome =
                    CommandLineProcess.execute("connect " + address + " --ca " + ca + " --resume 2 --offer " + offer);
            assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
            List<String> lines = outcome.out().lines().toList();
            assertEquals(3, lines.size(), outcome.out());
            assertTrue(lines.get(0).startsWith("FULL"), outcome.out());
            String kind = offer.equals("id") ? "SESSION_ID" : "TICKET";
            assertTrue(lines.get(1).startsWith(kind) && lines.get(2).startsWith(kind), outcome.out());
            server.toHandle().destroy();
            assertTrue(CommandLineProcess.await(output, "accepted 3").contains("FULL 1"));
            assertTrue(server.waitFor(1, TimeUnit.MINUTES));
            assertFalse(Files.exists(Path.of(ca)), "the CA of a chain that is gone");
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void bothSayWhatAutoPicked() throws Exception {
        Process server = CommandLineProcess.start("serve --port 0 --provider auto");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
                BufferedReader errors = server.errorReader(StandardCharsets.UTF_8)) {
            String address = CommandLineProcess.await(output, "listening on ");
            assertTrue(
                    CommandLineProcess.await(errors, "provider auto: picked ").startsWith("rsa="));

            CommandLineProcess.Outcome outcome =
                    CommandLineProcess.execute("connect " + address + " --insecure --provider auto");

            assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
            assertTrue(outcome.err().startsWith("provider auto: picked rsa="), outcome.err());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void connectSaysNoWhereNothingIsResumed() throws Exception {
        Process server = CommandLineProcess.start("serve --port 0 --no-tickets --sessions 0");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            String address = CommandLineProcess.await(output, "listening on ");
            CommandLineProcess.Outcome outcome =
                    CommandLineCall.execute("connect " + address + " --insecure --resume 1");
            assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void halfOpenConnectionIsClosedAfterItsTime() throws Exception {
        Process server = CommandLineProcess.start("serve --port 0 --handshake-timeout 1");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            HostAndPort address = HostAndPort.parse(CommandLineProcess.await(output, "listening on "));
            try (Socket silent = new Socket(address.host(), address.port())) {
                silent.setSoTimeout(20_000);
                assertTrue(silent.getInputStream().readAllBytes().length > 0, "close_notify is said");
            }
            server.toHandle().destroy();
            assertTrue(CommandLineProcess.await(output, "accepted 1").contains("timed out 1"));
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void connectionBeyondTheCapIsClosedAtOnce() throws Exception {
        Process server = CommandLineProcess.start("serve --port 0 --max-connections 1");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            HostAndPort address = HostAndPort.parse(CommandLineProcess.await(output, "listening on "));
            try (Socket first = new Socket(address.host(), address.port());
                    Socket second = new Socket(address.host(), address.port())) {
                second.setSoTimeout(20_000);
                assertEquals(-1, second.getInputStream().read());
                assertTrue(first.isConnected());
            }
        } finally {
            server.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    serve --port 99999                  | --port: '99999': give a whole number from 0 to 65535
                    serve --port x                      | --port
                    serve --cert x                      | --cert: is given alone: give --cert and --key
                    serve --key x                       | --key: is given alone: give --cert and --key
                    serve --cert nosuch --key nosuch    | --cert: there is no file 'nosuch'
                    serve --ticket-keys nosuch          | --ticket-keys: there is no file 'nosuch'
                    serve --session-store localhost:6379          | --session-store: 'localhost:6379': servers that share sessions seal them by the same keys: add --ticket-keys FILE
                    serve --session-store x --ticket-keys nosuch  | --session-store: 'x': give a host and a port
                    serve --session-store nosuch.invalid:1 --ticket-keys nosuch | there is no host 'nosuch.invalid'
                    serve --session-store localhost:1 --ticket-keys nosuch --sessions 5 | contradicts --sessions
                    serve --session-store localhost:1 --ticket-keys nosuch --session-store-timeout 0 | --session-store-timeout: '0': give a whole number from 1 to 10000
                    serve --session-store-timeout 5               | --session-store-timeout: is given without a store
                    serve --threads 0                   | --threads: '0': give a whole number from 1 to 1024
                    serve --max-waiting-handshakes 0    | --max-waiting-handshakes: '0': give a whole number from 1 to 1000000
                    serve --metrics-port 70000          | --metrics-port: '70000': give a whole number from 0 to 65535
                    serve --event-loops --virtual-threads | --virtual-threads: contradicts --event-loops: give one of them
                    serve --suites TLS_NULL             | --suites: no cipher suite 'TLS_NULL'
                    serve --provider nosuch             | --provider: no provider 'nosuch'
                    serve --ticket-rotation 12          | --ticket-rotation: '12': give a whole number and a unit
                    serve --ticket-rotation 1s          | --ticket-rotation: '1s': more than 256 keys would open
                    serve --ticket-lifetime 8d          | --ticket-lifetime: '8d': give a whole number and a unit
                    serve --ticket-window x             | such as 90s, 30m or 12h, from 0s to 30d
                    serve --no-tickets --ticket-keys x  | --no-tickets: contradicts --ticket-keys
                    serve --no-tickets --ticket-window 1h | --no-tickets: contradicts --ticket-window
                    serve --ticket-keys x --ticket-rotation 1h | --ticket-rotation: contradicts --ticket-keys
                    rotate-ticket-keys                  | FILE
                    rotate-ticket-keys nosuch/keys      | FILE: there is no folder
                    rotate-ticket-keys target           | FILE: 'target' is a folder: give a file
                    rotate-ticket-keys nosuch 255       | KEEP: '255': give a whole number from 0 to 254
                    connect                             | HOST:PORT
                    connect localhost                   | HOST:PORT: 'localhost': give a host and a port
                    connect localhost:0                 | HOST:PORT: 'localhost:0': give a port from 1 to 65535
                    connect localhost:1                 | refuses connections: is a server listening there?
                    connect localhost:1 --offer all     | --offer: 'all': choose of id, ticket, both
                    connect localhost:1 --ca nosuch     | --ca: there is no file 'nosuch'
                    """)
    void badInputIsOneLineThatNamesTheMend(String arguments, String line) throws Exception {
        assertBadInput(CommandLineCall.execute(arguments), line);
    }

    @Test
    void portInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertBadInput(
                    CommandLineCall.execute("serve --port " + taken.getLocalPort()),
                    "--port: '" + taken.getLocalPort() + "'");
        }
    }

    @Test
    void virtualThreadsServeWhereTheJdkHasThemAndAreRefusedWhereNot() throws Exception {
        if (Runtime.version().feature() < 21) {
            assertBadInput(
                    CommandLineProcess.execute("serve --port 0 --virtual-threads"),
                    "--virtual-threads: JDK 17 has none: run it on JDK 21 or newer, or leave it out");
            return;
        }
        Process server = CommandLineProcess.start("serve --port 0 --virtual-threads");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            String address = CommandLineProcess.await(output, "listening on ");
            assertEquals(
                    ExitCode.DONE,
                    CommandLineProcess.execute("connect " + address + " --insecure --resume 1 --offer id")
                            .exitCode());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void countersAreToldAtThePortForMetrics() throws Exception {
        Process server = CommandLineProcess.start("serve --port 0 --metrics-port 0");
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            URI metrics = URI.create(CommandLineProcess.await(output, "metrics on "));
            String address = CommandLineProcess.await(output, "listening on ");
            assertEquals(
                    ExitCode.DONE,
                    CommandLineProcess.execute("connect " + address + " --insecure --resume 1 --offer id")
                            .exitCode());

            String told = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();

            assertTrue(told.contains("\ntlsgauge_handshakes_total{kind=\"SESSION_ID\"} 1.0\n"), told);
            assertTrue(told.contains("\ntlsgauge_sessions 1.0\n"), told);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void portForMetricsInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertBadInput(
                    CommandLineProcess.execute("serve --port 0 --metrics-port " + taken.getLocalPort()),
                    "--metrics-port: '" + taken.getLocalPort() + "'");
        }
    }

    @Test
    void keyOfAnotherCertificateIsNamed() throws Exception {
        Path cert = folder.resolve("cert.pem");
        Pem.write(cert, CertificateChain.rsa(2048).chain().get(0));
        Path key = writeKey(CertificateChain.rsa(2048).key());

        assertBadInput(
                CommandLineCall.execute("serve --cert " + cert + " --key " + key),
                "does not belong to the certificate");
    }

    @Test
    void expiredCertificateIsNamed() throws Exception {
        CertificateChain chain = CertificateChain.rsa(2048);
        X500Principal name = new X500Principal("CN=localhost");
        Path cert = folder.resolve("cert.pem");
        Pem.write(
                cert,
                new JcaX509CertificateConverter()
                        .getCertificate(new JcaX509v3CertificateBuilder(
                                        name,
                                        BigInteger.ONE,
                                        Date.from(Instant.now().minus(Duration.ofDays(2))),
                                        Date.from(Instant.now().minus(Duration.ofDays(1))),
                                        name,
                                        chain.chain().get(0).getPublicKey())
                                .build(new JcaContentSignerBuilder("SHA256withRSA").build(chain.key()))));
        Path key = writeKey(chain.key());

        assertBadInput(CommandLineCall.execute("serve --cert " + cert + " --key " + key), "give one that is valid now");
    }

    private Path writeKey(PrivateKey key) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void serverThatSendsGarbageOrStopsOrIsSilentIsNamed() throws Exception {
        assertBadInput(connectTo("HTTP/1.1 400 Bad Request\r\n\r\n"), "looks like plain text");
        assertBadInput(connectTo(""), "the server closed the connection in ExpectServerHello");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertBadInput(
                    CommandLineCall.execute("connect 127.0.0.1:" + silent.getLocalPort() + " --timeout 1"),
                    "did not answer within 1 s");
        }
    }

    private static CommandLineProcess.Outcome connectTo(String answer) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket socket = listener.accept()) {
                    socket.getInputStream().read(new byte[1024]);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            CommandLineProcess.Outcome outcome =
                    CommandLineCall.execute("connect 127.0.0.1:" + listener.getLocalPort());
            served.get(20, TimeUnit.SECONDS);
            return outcome;
        }
    }

    private static void assertBadInput(CommandLineProcess.Outcome outcome, String line) {
        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode(), outcome.err());
        assertTrue(outcome.err().contains(line), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }
}
