package io.tlsgauge.benchmarks.plancheck;

import io.tlsgauge.benchmarks.environment.SplitProcessors;
import io.tlsgauge.benchmarks.measurement.ForkArguments;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.plan.Setting;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A server of ours in a process and on processors of its own, whose highest rates are searched by a process on the
 * others. Closing it ends both.
 */
public final class LoadedServer implements AutoCloseable {
    private static final String LISTENING = "listening on ";

    /**
     * How much a search loads.
     *
     * @param warmUpSeconds beforehand
     * @param repeats loads a step
     * @param seconds how long each counts
     */
    public record Effort(int warmUpSeconds, int repeats, int seconds) {}

    private final SplitProcessors processors;
    private final Setting setting;
    private final Set<Process> running = ConcurrentHashMap.newKeySet();
    private final Process server;
    private final String address;

    /**
     * Starts a server.
     *
     * @param setting its provider and suite
     * @throws IOException if it does not come to listen
     */
    public LoadedServer(SplitProcessors processors, Setting setting) throws IOException {
        this.processors = processors;
        this.setting = setting;
        server = start(
                processors.server(),
                ForkArguments.measured(),
                "serve",
                "--port",
                "0",
                "--threads",
                Integer.toString(processors.server().size()),
                "--provider",
                setting.provider(),
                "--suites",
                setting.suite());
        BufferedReader told = server.inputReader(StandardCharsets.UTF_8);
        String line = told.readLine();
        while (line != null && !line.startsWith(LISTENING)) {
            line = told.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not come to listen");
        }
        address = line.substring(LISTENING.length());
    }

    /**
     * Searches the highest rate; each step is told on standard error.
     *
     * @param mix as {@code load} takes it
     * @param p99 the objective, as {@code load} takes it
     * @param from the rate to begin with, connections a second
     * @throws IOException if it came to no answer
     */
    public HighestRate highestRate(String mix, String p99, double from, Effort effort)
            throws IOException, InterruptedException {
        // Nothing is measured of its own: collector and heap are what the JVM takes for so many processors, and the
        // cheapest cryptography leaves it most to spare.
        Process load = start(
                processors.load(),
                ForkArguments.inherited(),
                "load",
                address,
                "--find-max",
                "--json",
                "--arrivals",
                "poisson",
                "--mix",
                mix,
                "--p99",
                p99,
                "--rate",
                Long.toString(Math.max(1, Math.round(from))),
                "--server-pid",
                Long.toString(server.pid()),
                "--warm-up",
                effort.warmUpSeconds + "s",
                "--repeats",
                Integer.toString(effort.repeats),
                "--duration",
                effort.seconds + "s",
                "--threads",
                Integer.toString(processors.load().size()),
                "--provider",
                "auto",
                "--suites",
                setting.suite());
        try {
            String json = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = load.waitFor();
            if (json.isBlank()) {
                throw new IOException("load found no rate for " + mix + ": it ended with exit code " + exitCode);
            }
            return HighestRate.ofJson(json);
        } finally {
            end(load);
        }
    }

    @Override
    public void close() {
        running.forEach(this::end);
    }

    private Process start(List<Integer> on, List<String> jvmArguments, String... arguments) throws IOException {
        List<String> java = new ArrayList<>();
        java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.addAll(jvmArguments);
        java.addAll(ForkArguments.silencing());
        java.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tlsgauge.benchmarks.Main"));
        java.addAll(List.of(arguments));
        Process process = new ProcessBuilder(SplitProcessors.pinned(on, java))
                .redirectError(Redirect.INHERIT)
                .start();
        running.add(process);
        return process;
    }

    private void end(Process process) {
        process.destroy();
        running.remove(process);
    }
}
