package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GnuTLS' {@code gnutls-serv}, one for all suites, and {@code gnutls-cli}, one a cell: it resumes by itself. */
final class GnuTlsPeer implements Peer {
    private static final String RESUMED = "*** This is a resumed session";

    private final PemFolder pems;
    private final Optional<String> version =
            PeerProcess.firstLine("gnutls-cli", "--version").map(line -> line.replace("gnutls-cli", "GnuTLS"));
    private Optional<ServerProgram> server = Optional.empty();

    GnuTlsPeer(PemFolder pems) {
        this.pems = pems;
    }

    @Override
    public String name() {
        return "GnuTLS";
    }

    @Override
    public Optional<String> version() {
        return version;
    }

    @Override
    public Side server(CipherSuite suite, HandshakeKind kind) throws IOException {
        if (server.isEmpty()) {
            server = Optional.of(ServerProgram.start("...done", this::serverCommand));
        }
        ServerProgram program = server.get();
        return ours -> {
            String page = Loopback.ask(program.port(), ours, "GET / HTTP/1.0\r\n\r\n");
            assertTrue(page.contains("<TD>TLS1.2</TD>"), page);
            return Optional.of(program.process().awaitLine("- Session ID: ").contains(RESUMED));
        };
    }

    @Override
    public Side client(CipherSuite suite, HandshakeKind kind) throws IOException {
        ServerSocket listener = Loopback.listen();
        return new Client(
                listener,
                PeerProcess.start(clientCommand(listener.getLocalPort(), suite, kind)),
                kind != HandshakeKind.FULL);
    }

    @Override
    public void close() {
        server.ifPresent(ServerProgram::close);
    }

    /** One program for both connections; it speaks only of the last, and what it is told goes over that one. */
    private static final class Client implements Side {
        private final ServerSocket listener;
        private final PeerProcess process;
        private boolean willResume;

        Client(ServerSocket listener, PeerProcess process, boolean willResume) {
            this.listener = listener;
            this.process = process;
            this.willResume = willResume;
        }

        @Override
        public Optional<Boolean> talk(TlsConnection ours) throws Exception {
            if (willResume) {
                willResume = false;
                assertEquals("", Loopback.answer(listener, ours, "ping\n", "pong\n"));
                return Optional.empty();
            }
            process.say("ping\n");
            assertEquals("ping\n", Loopback.answer(listener, ours, "ping\n", "pong\n"));
            String output = process.awaitEnd();
            assertTrue(output.contains("\npong\n"), output);
            assertTrue(output.contains("- Options: extended master secret, safe renegotiation,"), output);
            return Optional.of(output.contains(RESUMED));
        }

        @Override
        public void close() throws IOException {
            process.close();
            listener.close();
        }
    }

    private List<String> serverCommand(int port) {
        List<String> command = new ArrayList<>(List.of(
                "gnutls-serv",
                "--port",
                String.valueOf(port),
                "--http",
                "--disable-client-cert",
                "--priority",
                "NORMAL:-VERS-ALL:+VERS-TLS1.2:+RSA:+SHA1:+SHA256:+SHA384"));
        for (TestChain chain : List.of(Endpoints.CHAIN, Endpoints.EC_CHAIN)) {
            command.addAll(List.of(
                    "--x509certfile",
                    pems.chain(chain).toString(),
                    "--x509keyfile",
                    pems.key(chain).toString()));
        }
        return command;
    }

    private List<String> clientCommand(int port, CipherSuite suite, HandshakeKind kind) {
        List<String> command = new ArrayList<>(List.of(
                "gnutls-cli",
                "--port",
                String.valueOf(port),
                "--priority",
                priority(suite),
                "--sni-hostname",
                TestChain.HOST,
                "--verify-hostname",
                TestChain.HOST,
                "--x509cafile",
                pems.root(Endpoints.chain(suite)).toString()));
        if (kind != HandshakeKind.FULL) {
            command.add("--resume");
        }
        if (kind == HandshakeKind.SESSION_ID) {
            command.add("--noticket");
        }
        command.add("127.0.0.1");
        return command;
    }

    /** GnuTLS names a suite by its parts. */
    private static String priority(CipherSuite suite) {
        String[] parts = suite.name().substring("TLS_".length()).split("_WITH_");
        int hash = parts[1].lastIndexOf('_');
        boolean cbc = parts[1].contains("_CBC_");
        String mac = !cbc ? "AEAD" : parts[1].endsWith("_SHA") ? "SHA1" : parts[1].substring(hash + 1);
        return "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+" + parts[0].replace('_', '-')
                + ":-CIPHER-ALL:+" + parts[1].substring(0, hash).replace('_', '-')
                + ":-MAC-ALL:+" + mac;
    }
}
