package io.tlsgauge.benchmarks.command;

import java.util.regex.Pattern;
import picocli.CommandLine;

/** A number with a fraction or without that an option takes, from a least to a most. */
final class DecimalNumber {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?");

    private DecimalNumber() {}

    /** Reads a number; refuses what is none, or out of its range. */
    static double of(CommandLine command, String option, String value, double least, double most) {
        double number = FORM.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
        if (number >= least && number <= most) {
            return number;
        }
        throw new BadOptionException(
                command, option, "'" + value + "': give a number from " + plain(least) + " to " + plain(most));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
