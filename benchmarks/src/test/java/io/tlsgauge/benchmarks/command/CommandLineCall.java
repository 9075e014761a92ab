package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.command.CommandLineProcess.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command line in this JVM, where a start of another would be most of a test's time. */
final class CommandLineCall {
    private CommandLineCall() {}

    static Outcome execute(String arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            int exitCode = new Tlsgauge().execute(arguments.split(" "));
            return new Outcome(exitCode, lines(written), lines(errors));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String lines(ByteArrayOutputStream output) {
        List<String> lines = output.toString(StandardCharsets.UTF_8).lines().toList();
        return String.join("\n", lines);
    }
}
