package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** OpenSSL's {@code s_server}, one for all suites, and {@code s_client}, one a connection. */
final class OpenSslPeer implements Peer {
    private static final Pattern ACCEPT = Pattern.compile("ACCEPT .*:(\\d+)");

    /** What both programs say of a connection; the version is the one that the suite came with. */
    private static final Pattern STATE = Pattern.compile("(?m)^(New|Reused), \\S+, Cipher is ");

    private final PemFolder pems;
    private final Optional<String> version =
            PeerProcess.firstLine("openssl", "version").map(line -> line.replaceFirst("^(\\S+ \\S+) .*", "$1"));
    private Optional<OpenSslCiphers> ciphers = Optional.empty();
    private Optional<PeerProcess> server = Optional.empty();
    private int serverPort;
    private int clients;

    OpenSslPeer(PemFolder pems) {
        this.pems = pems;
    }

    @Override
    public String name() {
        return "OpenSSL";
    }

    @Override
    public Optional<String> version() {
        return version;
    }

    @Override
    public Side server(CipherSuite suite, HandshakeKind kind) throws IOException {
        if (server.isEmpty()) {
            startServer();
        }
        return ours -> Optional.of(reused(Loopback.ask(serverPort, ours, "GET / HTTP/1.0\r\n\r\n")));
    }

    @Override
    public Side client(CipherSuite suite, HandshakeKind kind) throws IOException {
        Path session = pems.unused("session-" + ++clients);
        return ours -> {
            try (ServerSocket listener = Loopback.listen();
                    PeerProcess client =
                            PeerProcess.start(clientCommand(listener.getLocalPort(), suite, kind, session))) {
                client.say("ping\n");
                assertEquals("ping\n", Loopback.answer(listener, ours, "ping\n", "pong\n"));
                String output = client.awaitEnd();
                assertTrue(output.contains("\npong\n"), output);
                assertTrue(output.contains("Verify return code: 0 (ok)"), output);
                assertTrue(output.contains("Secure Renegotiation IS supported"), output);
                return Optional.of(reused(output));
            }
        };
    }

    @Override
    public void close() {
        server.ifPresent(PeerProcess::close);
    }

    private void startServer() throws IOException {
        TestChain rsa = Endpoints.CHAIN;
        TestChain ec = Endpoints.EC_CHAIN;
        PeerProcess process = PeerProcess.start(List.of(
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:0",
                "-tls1_2",
                "-www",
                "-cipher",
                "ALL",
                "-cert",
                pems.leaf(rsa).toString(),
                "-key",
                pems.key(rsa).toString(),
                "-cert_chain",
                pems.intermediate(rsa).toString(),
                "-dcert",
                pems.leaf(ec).toString(),
                "-dkey",
                pems.key(ec).toString(),
                "-dcert_chain",
                pems.intermediate(ec).toString()));
        server = Optional.of(process);
        Matcher accept = ACCEPT.matcher(process.awaitLine("ACCEPT "));
        assertTrue(accept.find());
        serverPort = Integer.parseInt(accept.group(1));
    }

    private List<String> clientCommand(int port, CipherSuite suite, HandshakeKind kind, Path session)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "openssl",
                "s_client",
                "-connect",
                "127.0.0.1:" + port,
                "-tls1_2",
                "-cipher",
                ciphers().name(suite),
                "-servername",
                TestChain.HOST,
                "-verify_hostname",
                TestChain.HOST,
                "-verify_return_error",
                "-CAfile",
                pems.root(Endpoints.chain(suite)).toString(),
                "-sess_out",
                session.toString()));
        if (kind == HandshakeKind.SESSION_ID) {
            command.add("-no_ticket");
        }
        if (Files.exists(session)) {
            command.addAll(List.of("-sess_in", session.toString()));
        }
        return command;
    }

    private OpenSslCiphers ciphers() throws IOException {
        if (ciphers.isEmpty()) {
            ciphers = Optional.of(OpenSslCiphers.list());
        }
        return ciphers.get();
    }

    private static boolean reused(String output) {
        Matcher state = STATE.matcher(output);
        assertTrue(state.find(), output);
        return state.group(1).equals("Reused");
    }
}
