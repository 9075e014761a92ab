package io.tlsgauge.results.compare;

import java.util.Map;
import java.util.Optional;

/**
 * The unit of a benchmark's score, as JMH writes it: a rate such as {@code ops/ms}, or a time such as {@code us/op}.
 *
 * @param text as JMH writes it
 * @param rate whether more is faster
 * @param factor from this unit to operations a second, or seconds an operation
 */
public record ScoreUnit(String text, boolean rate, double factor) {
    private static final Map<String, Double> SECONDS =
            Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3_600.0, "day", 86_400.0);

    /** The unit, if it is a rate or a time. */
    static Optional<ScoreUnit> of(String text) {
        if (text.startsWith("ops/")) {
            return Optional.ofNullable(SECONDS.get(text.substring(4)))
                    .map(seconds -> new ScoreUnit(text, true, 1 / seconds));
        }
        if (text.endsWith("/op")) {
            return Optional.ofNullable(SECONDS.get(text.substring(0, text.length() - 3)))
                    .map(seconds -> new ScoreUnit(text, false, seconds));
        }
        return Optional.empty();
    }
}
