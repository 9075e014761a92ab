package io.tlsgauge.benchmarks.environment;

import java.util.Objects;

/**
 * One thing about a machine that measurements depend on.
 *
 * @param name what was looked at
 * @param fitness what it means for measuring
 * @param value how it is
 * @param reason why it matters; empty where it is as it should be
 * @param mend what to do about it; empty likewise
 */
public record Finding(String name, Fitness fitness, String value, String reason, String mend) {
    /** What a finding means for measuring. */
    public enum Fitness {
        /** As it should be, or the machine does not tell. */
        FIT,
        /** Figures are worse for it, and still worth something. */
        DOUBTFUL,
        /** Figures can't be trusted. */
        UNFIT
    }

    public Finding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(fitness, "fitness");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(mend, "mend");
    }

    static Finding fit(String name, String value) {
        return new Finding(name, Fitness.FIT, value, "", "");
    }

    /** A finding that is fit if nothing is wrong, and otherwise as given. */
    static Finding unless(boolean fine, Fitness otherwise, String name, String value, String reason, String mend) {
        return fine ? fit(name, value) : new Finding(name, otherwise, value, reason, mend);
    }
}
