package io.tlsgauge.engine.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A peer's program, running, and what it says. */
public final class PeerProcess implements AutoCloseable {
    private static final int LIFETIME_MINUTES = 10;

    private final List<String> command;
    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private PeerProcess(List<String> command) throws IOException {
        this.command = command;
        this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
        this.output = process.inputReader(StandardCharsets.ISO_8859_1);
        this.input = process.outputWriter(StandardCharsets.US_ASCII);
        // So that nobody waits for ever for the words of a program that hangs.
        CompletableFuture.delayedExecutor(LIFETIME_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
    }

    public static PeerProcess start(List<String> command) throws IOException {
        return new PeerProcess(command);
    }

    /** The first line of what the command prints; empty where there is no such command. */
    static Optional<String> firstLine(String... command) {
        try (PeerProcess process = start(List.of(command))) {
            return Optional.ofNullable(process.output.readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void say(String words) throws IOException {
        input.write(words);
        input.flush();
    }

    /** Reads on up to a line with this text; returns what was read. */
    public String awaitLine(String part) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(part)) {
                return said.toString();
            }
        }
        throw new IOException(command + " ended without '" + part + "': " + said);
    }

    /** Reads on until the program ends; returns what was read. */
    public String awaitEnd() throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
        }
        return said.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
