package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.Main;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line in a JVM of its own. */
final class CommandLineProcess {
    /** Short lives are the whole of them, and the jar's manifest allows native access where a JDK asks for that. */
    private static final List<String> JVM = Runtime.version().feature() < 22
            ? List.of("-XX:TieredStopAtLevel=1")
            : List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED");

    private CommandLineProcess() {}

    /** What a command that ended has left. */
    record Outcome(int exitCode, String out, String err) {}

    static String await(BufferedReader output, String start) throws IOException {
        return await(output, Pattern.compile(Pattern.quote(start)));
    }

    /** The rest of the first line that starts so. */
    static String await(BufferedReader output, Pattern start) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = start.matcher(line);
            if (matcher.lookingAt()) {
                return line.substring(matcher.end());
            }
            seen.append(line).append('\n');
        }
        throw new IOException("no line '" + start + "' but: " + seen);
    }

    static Process start(String arguments) throws IOException {
        return start(List.of(), arguments);
    }

    /** Starts with these first on the classpath. */
    static Process start(List<Path> classpath, String arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-Djmh.ignoreLock=true");
        command.addAll(List.of(
                "-cp",
                Stream.concat(classpath.stream().map(Path::toString), Stream.of(System.getProperty("java.class.path")))
                        .collect(Collectors.joining(File.pathSeparator)),
                Main.class.getName()));
        command.addAll(List.of(arguments.split(" ")));
        return new ProcessBuilder(command).start();
    }

    static Outcome execute(String arguments) throws Exception {
        return execute(List.of(), arguments);
    }

    /** Executes with these on the classpath, too. */
    static Outcome execute(List<Path> classpath, String arguments) throws Exception {
        Process process = start(classpath, arguments);
        try {
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(process.errorReader()));
            String out = read(process.inputReader());
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the command does not end");
            return new Outcome(process.exitValue(), out, err.get(10, TimeUnit.SECONDS));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String read(BufferedReader reader) {
        return String.join("\n", reader.lines().toList());
    }
}
