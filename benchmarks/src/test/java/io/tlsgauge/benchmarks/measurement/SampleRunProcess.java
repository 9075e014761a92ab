package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.benchmarks.environment.JdkHome;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A run of the sample benchmark in a JVM of its own, to be interrupted. */
final class SampleRunProcess {
    static final int ROUNDS = 3;
    private static final Profile PROFILE = new Profile("tiny", ROUNDS, 1, 1, 4, Duration.ofMillis(100), 0);
    private static final List<Trial> TRIALS = List.of(trial("FULL"), trial("TICKET"));

    private SampleRunProcess() {}

    /** Starts it; it can be interrupted even where a shell in the background made interrupts be ignored. */
    static Process start(Path out) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ForkArguments.inherited());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), SampleRunProcess.class.getName(), out.toString()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** Reads until a line holds {@code part}. */
    static void await(BufferedReader output, String part) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(part)) {
                return;
            }
            seen.append(line).append("\n");
        }
        throw new IOException("no line with '" + part + "' but: " + seen);
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("jmh.ignoreLock", "true");
        Measurement.begin(
                        Path.of(args[0]),
                        List.of("run"),
                        List.of(JdkHome.current(ForkArguments.measured())),
                        PROFILE,
                        TRIALS,
                        7,
                        new Progress(System.out, false))
                .run();
    }

    private static Trial trial(String kind) {
        return new Trial("\\.SampleBenchmark\\.handshake$", 1, Map.of("kind", kind, "mood", "WELL"));
    }
}
