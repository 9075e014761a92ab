package io.tlsgauge.benchmarks.command;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** An option's value that is refused; the message names the option, the value and the mend. */
public final class BadOptionException extends ParameterException {
    private static final long serialVersionUID = 1L;

    /**
     * @param command the command parsed
     * @param option as the user writes it, such as {@code --threads}
     * @param problem the value, what is wrong with it, and the mend
     */
    public BadOptionException(CommandLine command, String option, String problem) {
        super(command, option + ": " + problem);
    }
}
