package io.tlsgauge.benchmarks.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A percentage below 100, as users write it: a number, with its sign or without, such as 3% or 2.5. */
final class PercentValue {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,6})?) ?%?");

    private PercentValue() {}

    /**
     * Reads a percentage.
     *
     * @param example for the mend
     * @throws IllegalArgumentException with the value and the mend
     */
    static double percent(String value, String example) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + value + "': give a percentage below 100, as in " + example);
        }
        return Double.parseDouble(form.group(1));
    }
}
