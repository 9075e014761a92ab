package io.tlsgauge.benchmarks.command;

/** What every command's exit code means. */
public final class ExitCode {
    /** Done. */
    public static final int DONE = 0;

    /** Done, and the answer is no: a regression, an objective missed. */
    public static final int NO = 1;

    /** Bad input. */
    public static final int BAD_INPUT = 2;

    /** A measurement failed. */
    public static final int FAILED = 3;

    private ExitCode() {}
}
