package io.tlsgauge.benchmarks.command;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time that may be shorter than a millisecond, as users write it: a number and a unit, such as 800us, 5ms or 1s. */
final class LatencyValue {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(us|ms|s)");
    private static final Map<String, TimeUnit> UNITS =
            Map.of("us", TimeUnit.MICROSECONDS, "ms", TimeUnit.MILLISECONDS, "s", TimeUnit.SECONDS);
    private static final double MOST_NANOS = 3_600e9;

    private LatencyValue() {}

    /**
     * Reads a time, in nanoseconds.
     *
     * @throws IllegalArgumentException with the value and the mend
     */
    static long nanos(String value) {
        Matcher form = FORM.matcher(value);
        double nanos = form.matches()
                ? Double.parseDouble(form.group(1)) * UNITS.get(form.group(2)).toNanos(1)
                : 0;
        if (nanos < 1 || nanos > MOST_NANOS) {
            throw new IllegalArgumentException(
                    "'" + value + "': give a time with its unit, such as 800us, 5ms or 1s, up to 3600s");
        }
        return Math.round(nanos);
    }
}
