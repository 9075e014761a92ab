package io.tlsgauge.benchmarks.command;

import java.io.Console;
import java.nio.charset.Charset;

/** Where answers are printed. */
final class Terminal {
    private Terminal() {}

    /** The charset of standard output; which property names it depends on the JDK. */
    static Charset charset() {
        String jdk17 = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        return Charset.forName(System.getProperty("stdout.encoding", jdk17));
    }

    /** Whether a person watches; JDK 22 to 24 give a console without a terminal too, and a method that tells. */
    static boolean isWatched() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
