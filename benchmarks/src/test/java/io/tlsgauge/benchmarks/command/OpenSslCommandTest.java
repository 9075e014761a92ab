package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.benchmarks.store.Program;
import io.tlsgauge.benchmarks.transport.TicketKeyFileRotation;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.TicketKeyFile;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code serve} and {@code connect} as OpenSSL and curl meet them; it is their output that says what happened. */
@Tag("interop")
class OpenSslCommandTest {
    private static final Pattern ACCEPT = Pattern.compile("ACCEPT .*:(\\d+)");

    /** The first 32 bytes of what OpenSSL prints of a ticket: the name of its key, its nonce, and a bit more. */
    private static final Pattern TICKET =
            Pattern.compile("TLS session ticket:\\s+0000 - ([0-9a-f -]{47}) .*\\s+0010 - ([0-9a-f -]{47})");

    @TempDir
    static Path folder;

    @BeforeAll
    static void requireTools() {
        Program.require("openssl", "curl");
    }

    /** One suite of each key exchange and protection; the engine's own tests meet OpenSSL with all of them. */
    static Stream<Arguments> suitesWithAndWithoutTickets() {
        return Stream.of(
                        CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
                        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                        CipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256)
                .flatMap(suite -> Stream.of(Arguments.of(suite, true), Arguments.of(suite, false)));
    }

    @ParameterizedTest
    @MethodSource("suitesWithAndWithoutTickets")
    void savedSessionIsReused(CipherSuite suite, boolean ticket) throws Exception {
        try (Server server = Server.start("--suites " + suite + (ticket ? "" : " --no-tickets"))) {
            List<String> client = new ArrayList<>(List.of(
                    "openssl",
                    "s_client",
                    "-connect",
                    server.address,
                    "-tls1_2",
                    "-CAfile",
                    server.ca,
                    "-alpn",
                    "http/1.1"));
            if (!ticket) {
                client.add("-no_ticket");
            }
            String session = folder.resolve(suite + "-" + ticket).toString();
            String first = run(with(client, "-sess_out", session));
            assertTrue(first.contains("New, "), first);
            assertTrue(first.contains("Verify return code: 0 (ok)"), first);
            assertTrue(first.contains("ALPN protocol: http/1.1"), first);
            assertEquals(ticket, first.contains("TLS session ticket:"), first);
            String second = run(with(client, "-sess_in", session));
            assertTrue(second.contains("Reused, "), second);
            String reconnected = run(with(client, "-reconnect"));
            assertEquals(5, reconnected.split("Reused, ", -1).length - 1, reconnected);
        }
    }

    @Test
    void savedTicketIsReusedAcrossARotationAndRenewed() throws Exception {
        Path keys = folder.resolve("ticket-keys");
        TicketKeyFileRotation.rotate(keys, 1);
        try (Server server = Server.start("--ticket-keys " + keys);
                BufferedReader notes = server.process.errorReader()) {
            List<String> client =
                    List.of("openssl", "s_client", "-connect", server.address, "-tls1_2", "-CAfile", server.ca);
            String session = folder.resolve("before-rotation").toString();
            String first = run(with(client, "-sess_out", session));
            assertEquals(firstKeyName(keys), tickets(first).get(0).substring(0, 47), first);

            TicketKeyFileRotation.rotate(keys, 1);
            CommandLineProcess.await(notes, "ticket keys: read 3 from ");
            // The first connection brings the old ticket and gets a new one, which the five others bring and keep.
            String renewed = run(with(client, "-sess_in", session, "-reconnect"));
            assertEquals(6, renewed.split("Reused, ", -1).length - 1, renewed);
            assertEquals(6, tickets(renewed).size(), renewed);
            assertEquals(1, Set.copyOf(tickets(renewed)).size(), renewed);
            assertEquals(firstKeyName(keys), tickets(renewed).get(0).substring(0, 47), renewed);

            TicketKeyFileRotation.rotate(keys, 1);
            CommandLineProcess.await(notes, "ticket keys: read 3 from ");
            String tooOld = run(with(client, "-sess_in", session));
            assertTrue(tooOld.contains("New, "), tooOld);
        }
    }

    private static List<String> tickets(String output) {
        return TICKET.matcher(output)
                .results()
                .map(ticket -> (ticket.group(1) + " " + ticket.group(2)).replace('-', ' '))
                .toList();
    }

    private static String firstKeyName(Path keys) throws IOException {
        return HexFormat.ofDelimiter(" ")
                .formatHex(TicketKeyFile.read(keys).material().get(0), 0, 16);
    }

    @Test
    void curlReadsThePageAndKeepsTheConnectionWhereItAsksFor() throws Exception {
        try (Server server = Server.start("")) {
            String url = "https://" + server.address.replace("127.0.0.1", "localhost") + "/";
            String page = run(List.of(
                    "curl",
                    "-sS",
                    "--tls-max",
                    "1.2",
                    "--ciphers",
                    "AES128-GCM-SHA256",
                    "--cacert",
                    server.ca,
                    "-H",
                    "Connection: keep-alive",
                    "-w",
                    "connections: %{num_connects}\n",
                    url,
                    url));
            assertTrue(page.contains("kind: FULL"), page);
            assertTrue(page.contains("suite: TLS_RSA_WITH_AES_128_GCM_SHA256"), page);
            assertTrue(page.contains("connections: 0"), page);
        }
    }

    @ParameterizedTest
    @MethodSource("suitesWithAndWithoutTickets")
    void connectResumesAtOpenSsl(CipherSuite suite, boolean ticket) throws Exception {
        writeChain();
        Process server = openSslServer("-tls1_2");
        try (BufferedReader output = server.inputReader(StandardCharsets.US_ASCII)) {
            CommandLineProcess.Outcome outcome =
                    CommandLineCall.execute("connect 127.0.0.1:" + awaitPort(output) + " --ca "
                            + folder.resolve("root.pem") + " --resume 2 --suites " + suite + " --offer "
                            + (ticket ? "ticket" : "id"));
            assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
            String kind = ticket ? "TICKET" : "SESSION_ID";
            assertEquals(
                    2,
                    outcome.out().lines().filter(line -> line.startsWith(kind)).count(),
                    outcome.out());
            assertTrue(outcome.out().contains(suite.name()), outcome.out());
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void serverOfTls13AloneIsNamed() throws Exception {
        writeChain();
        Process server = openSslServer("-tls1_3");
        try (BufferedReader output = server.inputReader(StandardCharsets.US_ASCII)) {
            CommandLineProcess.Outcome outcome =
                    CommandLineCall.execute("connect 127.0.0.1:" + awaitPort(output) + " --insecure");
            assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
            assertTrue(outcome.err().contains("the server has no TLS 1.2, perhaps only TLS 1.3"), outcome.err());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
        } finally {
            server.destroyForcibly();
        }
    }

    /** {@code serve} in a JVM of its own, with its throw-away chain. */
    private record Server(Process process, BufferedReader output, String ca, String address) implements AutoCloseable {
        static Server start(String options) throws IOException {
            Process process = CommandLineProcess.start(("serve --port 0 " + options).strip());
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String ca = CommandLineProcess.await(output, "throw-away chain; its CA is in ");
            return new Server(process, output, ca, CommandLineProcess.await(output, "listening on "));
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            output.close();
        }
    }

    private static void writeChain() throws Exception {
        CertificateChain chain = CertificateChain.rsa(2048);
        Pem.write(folder.resolve("root.pem"), chain.root());
        Pem.write(folder.resolve("server.pem"), chain.chain().get(0));
        Pem.write(folder.resolve("intermediate.pem"), chain.chain().get(1));
        Files.writeString(
                folder.resolve("server.key"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(chain.key().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static Process openSslServer(String version) throws IOException {
        return new ProcessBuilder(
                        "openssl",
                        "s_server",
                        "-accept",
                        "127.0.0.1:0",
                        version,
                        "-www",
                        "-cert",
                        folder.resolve("server.pem").toString(),
                        "-key",
                        folder.resolve("server.key").toString(),
                        "-cert_chain",
                        folder.resolve("intermediate.pem").toString())
                .redirectErrorStream(true)
                .start();
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

    private static List<String> with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toList();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), command.get(0) + " does not end");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output, StandardCharsets.ISO_8859_1);
    }
}
