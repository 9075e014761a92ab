package io.tlsgauge.results.statistics;

import java.util.OptionalInt;
import java.util.function.Supplier;

/** Two figures that are held against each other, and what their forks say of the ratio. */
public sealed interface Contrast {
    /** The new figure over the old. */
    LogRatio ratio();

    /** How many forks a side would show a change. */
    OptionalInt forks(Power power);

    /** The contrast of figures whose forks have nothing in common. */
    static Contrast apart(LogEstimate old, LogEstimate current) {
        return new Apart(old, current);
    }

    /**
     * The contrast of figures of the same rounds; of too few rounds they are taken apart.
     *
     * @param logRatios of the new figure to the old, one a round
     * @param apart what they are where they are taken apart
     */
    static Contrast inRounds(double[] logRatios, Supplier<Contrast> apart) {
        return logRatios.length >= LogRatio.FEWEST_PAIRS ? new InRounds(LogRatio.paired(logRatios)) : apart.get();
    }

    /** Forks of either side by themselves. */
    record Apart(LogEstimate old, LogEstimate current) implements Contrast {
        @Override
        public LogRatio ratio() {
            return LogRatio.of(current, old);
        }

        @Override
        public OptionalInt forks(Power power) {
            return power.forks(old, current);
        }
    }

    /** Forks by pairs. */
    record InRounds(LogRatio ratio) implements Contrast {
        @Override
        public OptionalInt forks(Power power) {
            return power.rounds(ratio);
        }
    }
}
