package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tlsgauge.benchmarks.transport.TlsClient;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two {@code serve} in JVMs of their own that share a file of ticket keys, which is rotated under them. */
class SharedTicketKeysTest {
    @TempDir
    Path folder;

    private final TlsClient client = new TlsClient(
            ClientConfig.builder()
                    .verifier((presented, at) -> {})
                    .requestTickets(true)
                    .build(),
            "localhost",
            Duration.ofSeconds(20));

    @Test
    void ticketsOfEitherServerAreTakenByTheOtherWhileTheFileIsRotated() throws Exception {
        Path file = folder.resolve("keys");
        rotate(file, 2);
        try (Server one = Server.start(file);
                Server other = Server.start(file)) {
            Session session = resumed(one, Optional.empty(), HandshakeKind.FULL, true);
            resumed(other, Optional.of(session), HandshakeKind.TICKET, false);

            rotate(file, 2);
            one.awaitNote("ticket keys: read 3 from");
            other.awaitNote("ticket keys: read 3 from");
            Session renewed = resumed(other, Optional.of(session), HandshakeKind.TICKET, true);
            resumed(one, Optional.of(renewed), HandshakeKind.TICKET, false);

            String keys = Files.readString(file);
            Files.writeString(file, keys.substring(0, keys.length() / 2));
            one.awaitNote("--ticket-keys: " + file);
            resumed(one, Optional.of(renewed), HandshakeKind.TICKET, false);
            Files.writeString(file, keys);
            one.awaitNote("ticket keys: " + file + " is again as it was read");

            rotate(file, 0);
            one.awaitNote("ticket keys: read 2 from");
            resumed(one, Optional.of(renewed), HandshakeKind.FULL, true);
        }
    }

    private Session resumed(Server server, Optional<Session> offered, HandshakeKind kind, boolean ticketIssued)
            throws IOException {
        HandshakeSummary summary = client.shakeHands(server.address, offered).summary();
        assertEquals(kind, summary.kind());
        assertEquals(ticketIssued, summary.ticketIssued());
        return summary.session();
    }

    private static void rotate(Path file, int keep) throws Exception {
        CommandLineProcess.Outcome outcome = CommandLineCall.execute("rotate-ticket-keys " + file + " " + keep);
        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
    }

    /** A server, and what it says on standard error. */
    private record Server(Process process, BufferedReader notes, InetSocketAddress address) implements AutoCloseable {
        static Server start(Path ticketKeys) throws IOException {
            Process process = CommandLineProcess.start("serve --port 0 --ticket-keys " + ticketKeys);
            BufferedReader output = process.inputReader();
            HostAndPort address = HostAndPort.parse(CommandLineProcess.await(output, "listening on "));
            return new Server(process, process.errorReader(), new InetSocketAddress(address.host(), address.port()));
        }

        void awaitNote(String start) throws IOException {
            CommandLineProcess.await(notes, start);
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            notes.close();
        }
    }
}
