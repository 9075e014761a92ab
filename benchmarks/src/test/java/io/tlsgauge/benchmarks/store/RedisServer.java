package io.tlsgauge.benchmarks.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;

/** Redis in a process of its own, which can be halted and killed. */
public final class RedisServer implements AutoCloseable {
    private final int port;
    private Process process;

    private RedisServer(int port) {
        this.port = port;
    }

    /** Skips the test, with a word, where Redis is not installed; where everything must be, it fails later. */
    public static void require() {
        Program.require("redis-server");
    }

    /** Starts on a free port, and waits until connections are taken. */
    public static RedisServer start() throws IOException {
        RedisServer server = new RedisServer(freePort());
        server.restart();
        return server;
    }

    /** A port on which nothing listens. */
    public static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return probe.getLocalPort();
        }
    }

    /** Starts again, empty, on the port it had. */
    public void restart() throws IOException {
        process = new ProcessBuilder(
                        "redis-server",
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no",
                        "--daemonize",
                        "no")
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Ready to accept connections")) {
                return;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("redis-server did not start: " + seen);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** Lets it answer no more, its connections open. */
    public void halt() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** Kills it, and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", name, Long.toString(process.pid()))
                        .start()
                        .waitFor());
    }
}
