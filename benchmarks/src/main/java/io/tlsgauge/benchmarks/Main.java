package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.command.Tlsgauge;

/** The entry of {@code benchmarks.jar}. */
public final class Main {
    private Main() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(new Tlsgauge().execute(args));
    }
}
