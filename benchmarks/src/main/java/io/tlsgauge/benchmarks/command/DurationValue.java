package io.tlsgauge.benchmarks.command;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as users write it: a whole number and a unit, such as 500ms, 30s, 30m, 12h or 7d. */
final class DurationValue {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Map<String, TimeUnit> UNITS = Map.of(
            "ms", TimeUnit.MILLISECONDS,
            "s", TimeUnit.SECONDS,
            "m", TimeUnit.MINUTES,
            "h", TimeUnit.HOURS,
            "d", TimeUnit.DAYS);

    private DurationValue() {}

    /**
     * Reads a duration.
     *
     * @param least the shortest that is allowed, as users write it
     * @param most the longest that is allowed, as users write it
     * @throws IllegalArgumentException with the value and the mend
     */
    static Duration parse(String value, String least, String most) {
        Matcher form = FORM.matcher(value);
        if (form.matches()) {
            Duration duration = duration(form);
            if (duration.compareTo(known(least)) >= 0 && duration.compareTo(known(most)) <= 0) {
                return duration;
            }
        }
        throw new IllegalArgumentException("'" + value
                + "': give a whole number and a unit, such as 90s, 30m or 12h, from " + least + " to " + most);
    }

    private static Duration known(String value) {
        Matcher form = FORM.matcher(value);
        if (!form.matches()) {
            throw new IllegalStateException(value);
        }
        return duration(form);
    }

    private static Duration duration(Matcher form) {
        return Duration.of(
                Long.parseLong(form.group(1)), UNITS.get(form.group(2)).toChronoUnit());
    }
}
