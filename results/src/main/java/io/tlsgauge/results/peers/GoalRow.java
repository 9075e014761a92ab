package io.tlsgauge.results.peers;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tlsgauge.results.statistics.LogRatio;
import java.util.OptionalDouble;

/**
 * One figure that is held against a goal.
 *
 * @param goal the goal
 * @param what is compared, as in {@code TICKET, jdk against TCNATIVE}; empty where nothing was measured
 * @param value the figure: a ratio, or bytes
 * @param low the lower end of its interval of 95 %; empty where there was one fork only
 * @param high the upper end
 * @param ratioOfMeans where the means of all turns are shown to be in another ratio than most turns
 * @param reach what is to be reached
 * @param aim what is aimed for then
 * @param met which of the two the value meets
 * @param certain whether all of the interval is on the same side of the bound that decided, and so are the means
 */
public record GoalRow(
        String goal,
        String what,
        OptionalDouble value,
        OptionalDouble low,
        OptionalDouble high,
        OptionalDouble ratioOfMeans,
        double reach,
        double aim,
        Met met,
        boolean certain,
        @JsonIgnore Show show) {
    private static final double CONFIDENCE = 0.95;

    /** What a value meets. */
    public enum Met {
        /** The aim, and so what is to be reached. */
        AIM,
        /** What is to be reached, and not the aim. */
        REACH,
        /** Neither. */
        NO,
        /** There is no value. */
        NOT_MEASURED
    }

    /**
     * The figures for people.
     *
     * @param value as in {@code 2.500}
     * @param interval as in {@code 2.412 to 2.597}
     * @param reach as in {@code >= 2.50}
     * @param aim likewise
     */
    record Show(String value, String interval, String reach, String aim) {}

    static GoalRow notMeasured(Goal goal) {
        return row(goal, "", Double.NaN, Double.NaN, Double.NaN, OptionalDouble.empty());
    }

    static GoalRow of(Goal goal, String what, LogRatio ratio, OptionalDouble ratioOfMeans) {
        return ratio.hasInterval()
                ? row(goal, what, ratio.ratio(), ratio.low(CONFIDENCE), ratio.high(CONFIDENCE), ratioOfMeans)
                : row(goal, what, ratio.ratio(), Double.NaN, Double.NaN, ratioOfMeans);
    }

    /** The difference of two figures, each given against 1: its interval goes from one's end to the other's. */
    static GoalRow ofDifference(Goal goal, String what, LogRatio one, LogRatio other) {
        double value = one.ratio() - other.ratio();
        return one.hasInterval() && other.hasInterval()
                ? row(
                        goal,
                        what,
                        value,
                        one.low(CONFIDENCE) - other.high(CONFIDENCE),
                        one.high(CONFIDENCE) - other.low(CONFIDENCE),
                        OptionalDouble.empty())
                : row(goal, what, value, Double.NaN, Double.NaN, OptionalDouble.empty());
    }

    private static GoalRow row(
            Goal goal, String what, double value, double low, double high, OptionalDouble ratioOfMeans) {
        Met met = met(goal, value);
        double bound = met == Met.AIM ? goal.aim() : goal.reach();
        boolean certain = !Double.isNaN(low)
                && goal.meets(ratioOfMeans.orElse(value), bound) == goal.meets(value, bound)
                && goal.meets(low, bound) == goal.meets(value, bound)
                && goal.meets(high, bound) == goal.meets(value, bound);
        Show show = new Show(
                Double.isNaN(value)
                        ? "-"
                        : goal.figure(value)
                                + (ratioOfMeans.isPresent()
                                        ? " (by means " + goal.figure(ratioOfMeans.getAsDouble()) + ")"
                                        : ""),
                Double.isNaN(low) ? "-" : goal.figure(low) + " to " + goal.figure(high),
                goal.bound(goal.reach()),
                goal.bound(goal.aim()));
        return new GoalRow(
                goal.toString(),
                what,
                known(value),
                known(low),
                known(high),
                ratioOfMeans,
                goal.reach(),
                goal.aim(),
                met,
                certain,
                show);
    }

    private static Met met(Goal goal, double value) {
        if (Double.isNaN(value)) {
            return Met.NOT_MEASURED;
        }
        return goal.meets(value, goal.aim()) ? Met.AIM : goal.meets(value, goal.reach()) ? Met.REACH : Met.NO;
    }

    private static OptionalDouble known(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
