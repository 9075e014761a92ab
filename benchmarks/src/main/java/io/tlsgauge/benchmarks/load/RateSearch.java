package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.HighestRate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the highest rate that keeps an objective: it doubles the rate until it is missed, or halves it until it is
 * kept, and then tries the geometric middle between both until they are close.
 */
public final class RateSearch {
    private static final double LEAST_RATE = 1;

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
        while (rate >= LEAST_RATE && rate <= greatestRate) {
            step(rate);
            if (kept.isEmpty()) {
                rate /= 2;
            } else if (missed.isEmpty()) {
                rate *= 2;
            } else if (missed.getAsDouble() / kept.getAsDouble() > 1 + closeness) {
                rate = Math.sqrt(missed.getAsDouble() * kept.getAsDouble());
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
        } else {
            // Above the generator's own limit nothing can be found: the search goes on below, and says so.
            missed = OptionalDouble.of(rate);
            generatorWasBottleneck = step.generatorWasBottleneck();
        }
    }

    /** What was found so far. */
    public HighestRate found(String target, String objective, String mix) {
        return new HighestRate(target, objective, mix, kept, missed, generatorWasBottleneck, steps);
    }
}
