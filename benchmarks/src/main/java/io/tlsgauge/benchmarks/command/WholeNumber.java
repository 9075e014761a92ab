package io.tlsgauge.benchmarks.command;

import picocli.CommandLine;

/** A whole number that an option takes, from a least to a most. */
final class WholeNumber {
    private static final int MOST_DIGITS = 18;

    private WholeNumber() {}

    /** Refuses a number that is out of its range. */
    static void require(CommandLine command, String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw refusal(command, option, Long.toString(value), least, most);
        }
    }

    /** Reads a number; refuses what is none, or out of its range. */
    static long of(CommandLine command, String option, String value, long least, long most) {
        if (!value.matches("[0-9]{1," + MOST_DIGITS + "}")) {
            throw refusal(command, option, value, least, most);
        }
        long number = Long.parseLong(value);
        require(command, option, number, least, most);
        return number;
    }

    private static BadOptionException refusal(CommandLine command, String option, String value, long least, long most) {
        return new BadOptionException(
                command, option, "'" + value + "': give a whole number from " + least + " to " + most);
    }
}
