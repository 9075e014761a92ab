package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine and OpenSSL over loopback, both ways; it is OpenSSL's own output that says what happened. */
@Tag("interop")
class OpenSslInteropTest {
    /** How many connections {@code s_client -reconnect} makes: one full, five resumed. */
    private static final int CONNECTIONS = 6;

    private static final Pattern ACCEPT = Pattern.compile("ACCEPT .*:(\\d+)");

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeCertificates() throws IOException {
        boolean installed = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl")));
        assumeTrue(installed || System.getenv("CI") != null, "skipped: openssl is not installed");
        writePem("root.pem", "CERTIFICATE", Endpoints.ROOT);
        writePem("server.pem", "CERTIFICATE", Endpoints.SERVER_CHAIN.get(0));
        writePem("intermediate.pem", "CERTIFICATE", Endpoints.SERVER_CHAIN.get(1));
        Files.writeString(
                folder.resolve("server.key"),
                pem("PRIVATE KEY", Endpoints.CHAIN.key().getEncoded()));
        writePem("ec.pem", "CERTIFICATE", Endpoints.EC_CHAIN.chain().get(0));
        Files.writeString(
                folder.resolve("ec.key"),
                pem("PRIVATE KEY", Endpoints.EC_CHAIN.key().getEncoded()));
    }

    static Stream<Arguments> suitesAndResumptions() {
        return Endpoints.suitesAndResumptions();
    }

    @ParameterizedTest
    @MethodSource("suitesAndResumptions")
    void openSslClientShakesHandsAndResumes(CipherSuite suite, HandshakeKind resumption) throws Exception {
        ServerConfig config = Endpoints.server(suite, resumption);
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<HandshakeSummary>> served =
                    CompletableFuture.supplyAsync(() -> serve(listener, config));
            List<String> command = new ArrayList<>(List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    "127.0.0.1:" + listener.getLocalPort(),
                    "-tls1_2",
                    "-cipher",
                    openSslName(suite),
                    "-servername",
                    "localhost",
                    "-CAfile",
                    folder.resolve("root.pem").toString(),
                    "-verify_return_error",
                    "-reconnect"));
            if (resumption == HandshakeKind.SESSION_ID) {
                command.add("-no_ticket");
            }
            String output = run(command);
            assertEquals(1, count(output, "New, "), output);
            List<HandshakeSummary> summaries = served.get(30, TimeUnit.SECONDS);
            assertEquals(CONNECTIONS - 1, count(output, "Reused, "), output);
            assertTrue(output.contains("Verify return code: 0 (ok)"), output);
            assertTrue(output.contains("Secure Renegotiation IS supported"), output);
            assertTrue(output.contains("Extended master secret: yes"), output);
            assertEquals(HandshakeKind.FULL, summaries.get(0).kind());
            for (HandshakeSummary resumed : summaries.subList(1, CONNECTIONS)) {
                assertEquals(resumption, resumed.kind());
                assertEquals(suite, resumed.cipherSuite());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("suitesAndResumptions")
    void openSslServerShakesHandsAndResumes(CipherSuite suite, HandshakeKind resumption) throws Exception {
        List<String> command = List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-tls1_2",
                "-www",
                "-cipher",
                openSslName(suite),
                "-cert",
                folder.resolve("server.pem").toString(),
                "-key",
                folder.resolve("server.key").toString(),
                "-cert_chain",
                folder.resolve("intermediate.pem").toString(),
                "-dcert",
                folder.resolve("ec.pem").toString(),
                "-dkey",
                folder.resolve("ec.key").toString(),
                "-dcert_chain",
                folder.resolve("intermediate.pem").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            int port = awaitPort(output);
            Optional<Session> session = Optional.empty();
            for (HandshakeKind kind : new HandshakeKind[] {HandshakeKind.FULL, resumption, resumption}) {
                TlsConnection client = TlsConnection.client(Endpoints.client(suite, resumption), "localhost", session);
                String page = get(port, client);
                assertEquals(kind, client.summary().kind());
                assertTrue(page.contains(kind == HandshakeKind.FULL ? "New, " : "Reused, "), page);
                session = Optional.of(client.summary().session());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<HandshakeSummary> serve(ServerSocket listener, ServerConfig config) {
        List<HandshakeSummary> summaries = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                try (Socket socket = listener.accept()) {
                    socket.setSoTimeout(20_000);
                    TlsConnection server = TlsConnection.server(config);
                    converse(socket, server, "");
                    summaries.add(server.summary());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return summaries;
    }

    private static String get(int port, TlsConnection client) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            return converse(socket, client, "GET / HTTP/1.0\r\n\r\n");
        }
    }

    /** Shakes hands, says {@code greeting}, and listens until the peer says that it is done. */
    private static String converse(Socket socket, TlsConnection connection, String greeting) throws IOException {
        ByteBuffer network = ByteBuffer.allocate(1 << 16);
        ByteBuffer application = ByteBuffer.allocate(1 << 20);
        boolean greeted = greeting.isEmpty();
        while (true) {
            if (connection.isEstablished() && !greeted) {
                connection.write(ByteBuffer.wrap(greeting.getBytes(StandardCharsets.US_ASCII)));
                greeted = true;
            }
            send(socket, connection);
            int count = socket.getInputStream().read(network.array(), network.position(), network.remaining());
            if (count < 0) {
                break;
            }
            network.position(network.position() + count).flip();
            TlsConnection.Status status = connection.receive(network, application);
            network.compact();
            if (status == TlsConnection.Status.CLOSED) {
                break;
            }
        }
        connection.close();
        send(socket, connection);
        return new String(application.array(), 0, application.position(), StandardCharsets.US_ASCII);
    }

    private static void send(Socket socket, TlsConnection connection) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(1 << 16);
        while (connection.transmit(out.clear()) > 0) {
            socket.getOutputStream().write(out.array(), 0, out.position());
        }
    }

    private static int awaitPort(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = ACCEPT.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
            seen.append(line).append('\n');
        }
        throw new IOException("s_server did not start: " + seen);
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "openssl does not end");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(folder.resolve("output"), StandardCharsets.ISO_8859_1);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    private static String openSslName(CipherSuite suite) {
        return suite.name()
                .replaceFirst("^TLS_(RSA_WITH_)?", "")
                .replace("WITH_", "")
                .replace("AES_", "AES")
                .replace("CBC_", "")
                .replace("POLY1305_SHA256", "POLY1305")
                .replace('_', '-');
    }

    private static void writePem(String name, String type, X509Certificate certificate) throws IOException {
        try {
            Files.writeString(folder.resolve(name), pem(type, certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    private static String pem(String type, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }
}
