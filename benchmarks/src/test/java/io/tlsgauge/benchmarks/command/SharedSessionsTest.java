package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.store.Program;
import io.tlsgauge.benchmarks.store.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two {@code serve} with one Redis, as OpenSSL meets them. */
@Tag("interop")
class SharedSessionsTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void requireRedis() {
        RedisServer.require();
        Program.require("openssl");
    }

    @Test
    void opensslReusesAtOneServerTheSessionOfAnother() throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            String options = " --no-tickets --session-store-timeout 10000 --session-store " + "127.0.0.1:"
                    + redis.address().getPort() + " --ticket-keys " + keys();
            Process one = CommandLineProcess.start("serve --port 0 --metrics-port 0" + options);
            Process other = CommandLineProcess.start("serve --port 0" + options);
            try (BufferedReader oneSays = one.inputReader(StandardCharsets.UTF_8);
                    BufferedReader otherSays = other.inputReader(StandardCharsets.UTF_8)) {
                URI metrics = URI.create(CommandLineProcess.await(oneSays, "metrics on "));
                String first = CommandLineProcess.await(oneSays, "listening on ");
                String second = CommandLineProcess.await(otherSays, "listening on ");
                Path session = folder.resolve("session");
                // The one that issues it finds it first: then it has come to Redis.
                until(() -> openssl(first, "-sess_out", session).contains("New, ")
                        && openssl(first, "-sess_in", session).contains("Reused, "));
                until(() -> openssl(second, "-sess_in", session).contains("Reused, "));
                String told = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                assertTrue(told.contains("\ntlsgauge_session_store_lookups_total{result=\"found\"} 1.0\n"), told);
                other.toHandle().destroy();
                assertTrue(
                        CommandLineProcess.await(otherSays, "session store: ").startsWith("hits 1,"));
                one.toHandle().destroy();
                assertTrue(CommandLineProcess.await(oneSays, "session store: ").startsWith("hits 1,"));
            } finally {
                one.destroyForcibly();
                other.destroyForcibly();
            }
        }
    }

    @Test
    void serverStartsWithoutItsStoreAndSaysSo() throws Exception {
        String store = "127.0.0.1:" + RedisServer.freePort();
        Process server =
                CommandLineProcess.start("serve --port 0 --session-store " + store + " --ticket-keys " + keys());
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
                BufferedReader errors = server.errorReader(StandardCharsets.UTF_8)) {
            String address = CommandLineProcess.await(output, "listening on ");
            assertEquals(
                    "--session-store: '" + store + "' can't be reached: handshakes are full until Redis answers there",
                    errors.readLine());
            CommandLineProcess.Outcome outcome =
                    CommandLineCall.execute("connect " + address + " --insecure --offer id --resume 1");
            assertEquals(ExitCode.NO, outcome.exitCode(), outcome.err());
        } finally {
            server.destroyForcibly();
        }
    }

    /** Where the machine is so busy that Redis is late, handshakes are full for a while. */
    private static void until(Callable<Boolean> holds) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!holds.call()) {
            assertTrue(System.nanoTime() - deadline < 0, "it does not come about");
        }
    }

    private Path keys() throws IOException {
        return Files.writeString(folder.resolve("keys"), Base64.getEncoder().encodeToString(new byte[48]) + "\n");
    }

    private static String openssl(String address, String option, Path session) throws Exception {
        Process process = new ProcessBuilder(
                        "openssl", "s_client", "-connect", address, "-tls1_2", "-no_ticket", option, session.toString())
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), output);
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
