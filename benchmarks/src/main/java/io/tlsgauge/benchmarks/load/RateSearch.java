package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.HighestRate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the highest rate that keeps an objective: it doubles the rate until it is missed, or halves it until it is
 * kept, and then tries the geometric middle between both until they are close. The rate missed is then tried once more:
 * where it is kept, whatever was slow was so for a while only, and the search goes on from there.
 */
public final class RateSearch {
    private static final double LEAST_RATE = 1;
    private static final double GROWTH = 2;

    /** From a rate that was missed only for a while, it is not far to one that is missed for good. */
    private static final double GROWTH_AFTER_RETRY = 1.25;

    /** Tries a rate. */
    @FunctionalInterface
    public interface Trial {
        /**
         * How it went at a rate.
         *
         * @throws LoadException if it could not be tried
         */
        HighestRate.Step at(double rate) throws LoadException;
    }

    private final Trial trial;
    private final double greatestRate;
    private final double closeness;
    private final List<HighestRate.Step> steps = new ArrayList<>();
    private OptionalDouble kept = OptionalDouble.empty();
    private OptionalDouble missed = OptionalDouble.empty();
    private boolean missedTwice;
    private boolean generatorWasBottleneck;

    /**
     * @param greatestRate beyond which nothing is tried
     * @param closeness at which share of the rate between the highest that is kept and the lowest that is missed the
     *     search ends
     */
    public RateSearch(Trial trial, double greatestRate, double closeness) {
        this.trial = trial;
        this.greatestRate = greatestRate;
        this.closeness = closeness;
    }

    /**
     * Searches.
     *
     * @param start the rate to begin with
     * @throws LoadException if a rate could not be tried
     */
    public void run(double start) throws LoadException {
        double rate = start;
        double growth = GROWTH;
        while (rate >= LEAST_RATE && rate <= greatestRate) {
            step(rate);
            if (kept.isEmpty()) {
                rate /= 2;
            } else if (missed.isEmpty()) {
                rate *= growth;
            } else if (missed.getAsDouble() / kept.getAsDouble() > 1 + closeness) {
                rate = Math.sqrt(missed.getAsDouble() * kept.getAsDouble());
            } else if (!missedTwice) {
                rate = missed.getAsDouble();
                growth = GROWTH_AFTER_RETRY;
            } else {
                return;
            }
        }
    }

    private void step(double rate) throws LoadException {
        HighestRate.Step step = trial.at(rate);
        steps.add(step);
        if (step.wasKept()) {
            kept = OptionalDouble.of(Math.max(rate, kept.orElse(0)));
            if (missed.isPresent() && missed.getAsDouble() <= rate) {
                missed = OptionalDouble.empty();
                generatorWasBottleneck = false;
            }
        } else {
            // Above the generator's own limit nothing can be found: the search goes on below, and says so.
            missedTwice = missed.isPresent() && missed.getAsDouble() == rate;
            missed = OptionalDouble.of(rate);
            generatorWasBottleneck = step.generatorWasBottleneck();
        }
    }

    /** What was found so far. */
    public HighestRate found(String target, String objective, String mix) {
        return new HighestRate(target, objective, mix, kept, missed, generatorWasBottleneck, steps);
    }
}
