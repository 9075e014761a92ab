package io.tlsgauge.results.load;

import io.tlsgauge.results.Json;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;

/**
 * The highest rate at which a server keeps an objective, as it was found.
 *
 * @param target the server
 * @param objective what is to be kept
 * @param mix the shares of the kinds
 * @param highestKept the highest rate at which it was kept; empty where it was at none
 * @param lowestMissed the lowest rate at which it was missed; empty where the search ended before
 * @param generatorWasBottleneck whether it was the generator that could do no more at the lowest rate missed, and the
 *     server perhaps could
 * @param steps in the order of the search
 */
public record HighestRate(
        String target,
        String objective,
        String mix,
        OptionalDouble highestKept,
        OptionalDouble lowestMissed,
        boolean generatorWasBottleneck,
        List<Step> steps) {
    /**
     * A rate that was tried.
     *
     * @param rate arrivals a second
     * @param kept repeats that kept the objective
     * @param repeats how many there were
     * @param millis the latency at the objective's percentile, of the repeat in the middle
     * @param doneRate arrivals done a second, likewise
     * @param serverMicros the server's processor time for a connection, likewise, where it is known
     * @param serverShare the share of its processors' time that the server used, 0 to 1, likewise
     * @param refused resumptions that the server refused, of all repeats; empty where that was not recorded yet
     * @param errors failures by cause, of all repeats
     * @param generatorWasBottleneck whether it was missed, and in most repeats that missed it the generator had no
     *     descriptor left, or had too little time or was late while the server had processor time to spare, as far as is
     *     known
     */
    public record Step(
            double rate,
            int kept,
            int repeats,
            double millis,
            double doneRate,
            OptionalDouble serverMicros,
            OptionalDouble serverShare,
            OptionalLong refused,
            SortedMap<String, Long> errors,
            boolean generatorWasBottleneck) {
        public Step {
            // what was written before causes were has none
            errors = errors == null
                    ? Collections.emptySortedMap()
                    : Collections.unmodifiableSortedMap(new TreeMap<>(errors));
        }

        /** Whether most repeats kept it. */
        public boolean wasKept() {
            return 2 * kept > repeats;
        }

        /** One line. */
        public String text() {
            return String.format(
                    Locale.ROOT,
                    "%,10.1f/s  %-6s  %d of %d kept, %.2f ms, %,.1f/s done%s%s%s%s%s",
                    rate,
                    wasKept() ? "kept" : "missed",
                    kept,
                    repeats,
                    millis,
                    doneRate,
                    serverMicros.isPresent()
                            ? String.format(Locale.ROOT, ", server %.3f ms each", serverMicros.getAsDouble() / 1e3)
                            : "",
                    serverShare.isPresent()
                            ? String.format(Locale.ROOT, ", %.0f %% busy", serverShare.getAsDouble() * 100)
                            : "",
                    refused.orElse(0) > 0
                            ? String.format(Locale.ROOT, ", %,d resumptions refused", refused.getAsLong())
                            : "",
                    failures(),
                    generatorWasBottleneck ? "; the generator was the bottleneck" : "");
        }

        private String failures() {
            return errors.isEmpty()
                    ? ""
                    : errors.entrySet().stream()
                            .map(error -> String.format(Locale.ROOT, "%s %,d", error.getKey(), error.getValue()))
                            .collect(Collectors.joining(", ", ", failed: ", ""));
        }
    }

    public HighestRate {
        steps = List.copyOf(steps);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static HighestRate ofJson(String json) {
        try {
            return Json.mapper().readValue(json, HighestRate.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a highest rate: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether the lowest rate missed is no further above the highest kept than by a factor. */
    public boolean isNarrow(double factor) {
        return highestKept.isPresent()
                && lowestMissed.isPresent()
                && lowestMissed.getAsDouble() <= factor * highestKept.getAsDouble();
    }

    /** The server's processor time for a connection at the highest rate that was kept, in µs, where it is known. */
    public OptionalDouble serverMicros() {
        return steps.stream()
                .filter(step -> step.wasKept() && step.rate() == highestKept.orElse(0))
                .map(Step::serverMicros)
                .reduce(OptionalDouble.empty(), (earlier, later) -> later.isPresent() ? later : earlier);
    }

    /** One object. */
    public String json() {
        return Json.text(this) + "\n";
    }

    /** The answer in a line or two, without the steps. */
    public String text() {
        String found = highestKept.isEmpty()
                ? String.format(Locale.ROOT, "%s is kept at no rate that was tried%n", objective)
                : String.format(
                        Locale.ROOT,
                        "%s is kept at %,.1f/s%s%n",
                        objective,
                        highestKept.getAsDouble(),
                        lowestMissed.isPresent()
                                ? String.format(Locale.ROOT, ", and missed at %,.1f/s", lowestMissed.getAsDouble())
                                : "; the search ended before it was missed");
        return generatorWasBottleneck
                ? found + "THE GENERATOR WAS THE BOTTLENECK: the server may do more; give it more --threads, or a"
                        + " machine of its own\n"
                : found;
    }
}
