package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.benchmarks.store.Program;
import io.tlsgauge.benchmarks.store.RedisServer;
import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.LoadFolder;
import io.tlsgauge.results.load.LoadResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code load} on servers that are not ours, and on two of ours that share their sessions. */
@Tag("interop")
class LoadPeersTest {
    private static final CertificateChain CHAIN = CertificateChain.rsa(2048);

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeChain() throws Exception {
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : CHAIN.chain()) {
            chain.append(pem("CERTIFICATE", certificate.getEncoded()));
        }
        String key = pem("PRIVATE KEY", CHAIN.key().getEncoded());
        Files.writeString(folder.resolve("chain.pem"), chain);
        Files.writeString(folder.resolve("key.pem"), key);
        Files.writeString(folder.resolve("both.pem"), chain + key);
    }

    @Test
    void opensslServerDoesAllKinds() throws Exception {
        Program.require("openssl");
        int port = RedisServer.freePort();
        assertAllKindsAreDone(
                port,
                "openssl",
                "s_server",
                "-accept",
                "127.0.0.1:" + port,
                "-tls1_2",
                "-www",
                "-quiet",
                "-cert",
                path("chain.pem"),
                "-key",
                path("key.pem"));
    }

    @Test
    void nginxDoesAllKinds() throws Exception {
        Program.require("nginx");
        int port = RedisServer.freePort();
        Path conf = Files.writeString(folder.resolve("nginx.conf"), """
                daemon off; master_process off; pid %1$s/nginx.pid; error_log stderr crit;
                events { worker_connections 512; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                  uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  server {
                    listen 127.0.0.1:%2$d ssl;
                    ssl_certificate %1$s/chain.pem; ssl_certificate_key %1$s/key.pem;
                    ssl_protocols TLSv1.2; ssl_session_cache shared:tls:1m; ssl_session_tickets on;
                    location / { return 200 "well"; }
                  }
                }
                """.formatted(folder, port));
        assertAllKindsAreDone(port, "nginx", "-c", conf.toString(), "-p", folder.toString());
    }

    @Test
    void haproxyDoesAllKinds() throws Exception {
        Program.require("haproxy");
        int port = RedisServer.freePort();
        Path conf = Files.writeString(folder.resolve("haproxy.cfg"), """
                global
                  maxconn 500
                defaults
                  mode http
                  timeout connect 10s
                  timeout client 10s
                  timeout server 10s
                frontend tls
                  bind 127.0.0.1:%2$d ssl crt %1$s/both.pem ssl-max-ver TLSv1.2
                  http-request return status 200 content-type text/plain string well
                """.formatted(folder, port));
        assertAllKindsAreDone(port, "haproxy", "-f", conf.toString(), "-db");
    }

    @Test
    void jsseServerDoesAllKinds() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", CHAIN.key(), new char[0], CHAIN.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(keys.getKeyManagers(), null, null);
        try (SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 512, InetAddress.getByName("127.0.0.1"))) {
            listener.setEnabledProtocols(new String[] {"TLSv1.2"});
            Thread server = new Thread(() -> serve(listener), "jsse-server");
            server.setDaemon(true);
            server.start();
            assertAllKinds(load("127.0.0.1:" + listener.getLocalPort(), "jsse", ""));
        }
    }

    @Test
    void idsOfOneServerResumeAtAnotherUntilRedisIsKilledAndNothingFails() throws Exception {
        RedisServer.require();
        Path keys =
                Files.writeString(folder.resolve("keys"), Base64.getEncoder().encodeToString(new byte[48]) + "\n");
        try (RedisServer redis = RedisServer.start()) {
            String serve = "serve --port 0 --no-tickets --session-store-timeout 10000 --session-store 127.0.0.1:"
                    + redis.address().getPort() + " --ticket-keys " + keys;
            Process one = CommandLineProcess.start(serve);
            Process other = CommandLineProcess.start(serve);
            try (BufferedReader oneSays = one.inputReader(StandardCharsets.UTF_8);
                    BufferedReader otherSays = other.inputReader(StandardCharsets.UTF_8)) {
                String both = CommandLineProcess.await(oneSays, "listening on ") + ","
                        + CommandLineProcess.await(otherSays, "listening on ");
                String ids = "--mix full=0,id=100";
                LoadResult shared = load(both, "shared", ids);
                long resumed = shared.kind(ArrivalKind.SESSION_ID).done();
                assertEquals(0, shared.failed());
                // Of servers that share nothing, one in two would know an ID.
                assertTrue(resumed > 3 * shared.refused(), resumed + " resumed, " + shared.refused() + " refused");

                Process load = CommandLineProcess.start("load " + both + " --rate 50 --duration 10s --clients 20 " + ids
                        + " --out " + folder.resolve("killed"));
                try (BufferedReader err = load.errorReader(StandardCharsets.UTF_8)) {
                    CommandLineProcess.await(err, Pattern.compile("([3-9]|[1-9][0-9]) s: "));
                    redis.kill();
                    load.getInputStream().readAllBytes();
                    assertTrue(load.waitFor(60, TimeUnit.SECONDS));
                } finally {
                    load.destroyForcibly();
                }
                LoadResult killed = LoadFolder.read(folder.resolve("killed"));
                assertEquals(0, killed.failed(), () -> killed.honest().errors().toString());
                assertEquals(killed.due(), killed.done());
                long began = killed.generators().get(0).startedMillis() / 1000;
                long resumedBefore = killed.kind(ArrivalKind.SESSION_ID)
                        .latency(0, began + 2)
                        .count();
                assertTrue(resumedBefore > 25, resumedBefore + " resumed while Redis was there");
                assertTrue(
                        killed.kind(ArrivalKind.SESSION_ID_REFUSED)
                                        .latency(began + 4, Long.MAX_VALUE)
                                        .count()
                                > 0,
                        () -> killed.kind(ArrivalKind.SESSION_ID_REFUSED).toString());
            } finally {
                one.destroyForcibly();
                other.destroyForcibly();
            }
        }
    }

    private static void assertAllKindsAreDone(int port, String... command) throws Exception {
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(command[0] + ".log").toFile())
                .start();
        try {
            awaitListener(server, port, command[0]);
            assertAllKinds(load("127.0.0.1:" + port, command[0], " --request /"));
        } finally {
            server.destroyForcibly();
        }
    }

    private static void assertAllKinds(LoadResult result) {
        assertEquals(0, result.failed(), () -> result.honest().errors().toString());
        assertEquals(0, result.refused());
        for (ArrivalKind kind : List.of(ArrivalKind.FULL, ArrivalKind.SESSION_ID, ArrivalKind.TICKET)) {
            assertTrue(result.kind(kind).done() > 0, kind + " was never done");
        }
        assertEquals(0, result.kind(ArrivalKind.WARMING).done());
    }

    private static LoadResult load(String address, String name, String options) throws Exception {
        Path out = folder.resolve(name);
        CommandLineProcess.Outcome outcome = CommandLineCall.execute(
                ("load " + address + " --rate 60 --duration 1s --clients 20 --out " + out + " " + options.strip())
                        .strip());
        assertEquals(ExitCode.DONE, outcome.exitCode(), outcome.err());
        return LoadFolder.read(out);
    }

    /** Answers nothing, and closes when the client does. */
    private static void serve(SSLServerSocket listener) {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread thread = new Thread(() -> drain(socket), "jsse-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // The test has ended.
                return;
            }
        }
    }

    private static void drain(Socket accepted) {
        try (Socket socket = accepted) {
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The client has reset the connection, as it does.
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitListener(Process server, int port, String name) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try (Socket probe = new Socket()) {
                probe.connect(new InetSocketAddress("127.0.0.1", port));
                return;
            } catch (IOException e) {
                assertTrue(
                        server.isAlive() && System.nanoTime() - deadline < 0,
                        () -> name + " does not listen: " + log(name));
                Thread.onSpinWait();
            }
        }
    }

    private static String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + type + "-----\n";
    }
}
