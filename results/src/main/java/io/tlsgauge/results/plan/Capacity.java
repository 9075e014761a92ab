package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Objective;
import java.util.List;

/**
 * The highest rate that a server bears within the objectives, by bisection over simulations.
 *
 * @param cores the server's
 * @param objectives what must hold
 * @param connections how many each simulation counts
 * @param seed what they are drawn by
 */
record Capacity(int cores, List<Objective> objectives, int connections, long seed) {
    private static final int STEPS = 12;
    private static final int STEPS_FROM_GUESS = 8;
    private static final double GUESS_WIDTH = 1.25;

    /** The highest rate a second, of the peak where bursts are short; 0 if an objective never holds. */
    double highestRate(Workload load) {
        return search(load, 0, load.saturation(cores), STEPS);
    }

    /** The same near a guess, which saves steps where it is a good one. */
    double highestRate(Workload load, double guess) {
        double low = guess / GUESS_WIDTH;
        double high = Math.min(guess * GUESS_WIDTH, load.saturation(cores));
        if (low >= high || !holds(load, low) || holds(load, high * 0.9999)) {
            return highestRate(load);
        }
        return search(load, low, high, STEPS_FROM_GUESS);
    }

    private double search(Workload load, double least, double most, int steps) {
        if (objectives.stream().anyMatch(load::forbids)) {
            return 0;
        }
        double low = least;
        double high = most;
        for (int step = 0; step < steps; step++) {
            double middle = (low + high) / 2;
            if (holds(load, middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean holds(Workload load, double rate) {
        if (rate >= load.saturation(cores)) {
            return false;
        }
        QueueSimulation.Outcome outcome = new QueueSimulation(cores, connections, seed).run(load, rate);
        return objectives.stream().allMatch(outcome::holds);
    }
}
