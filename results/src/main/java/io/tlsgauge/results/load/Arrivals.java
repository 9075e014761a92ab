package io.tlsgauge.results.load;

import java.util.List;

/**
 * When handshakes are due: how the rate runs over the load's time, and how arrivals lie within it.
 *
 * @param pattern how arrivals lie within the rate
 * @param burst how many come at once; 1 unless the pattern is bursts
 * @param rates arrivals a second: one, or the first and the last of a ramp, or a step each, all equally long
 * @param ramp whether the rate goes evenly from the first to the last, rather than by steps
 */
public record Arrivals(Pattern pattern, int burst, List<Double> rates, boolean ramp) {
    /** How arrivals lie within the rate. */
    public enum Pattern {
        /** Equal distances. */
        CONSTANT,
        /** Independent of one another, as those of many clients are. */
        POISSON,
        /** So many at once, in equal distances. */
        BURSTS
    }

    public Arrivals {
        rates = List.copyOf(rates);
        if (rates.isEmpty() || ramp && rates.size() != 2) {
            throw new IllegalArgumentException("a load has a rate, and a ramp two");
        }
        for (double rate : rates) {
            if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a rate is above 0, not " + rate);
            }
        }
        if (burst < 1 || pattern != Pattern.BURSTS && burst != 1) {
            throw new IllegalArgumentException("a burst is of 1 or more, not " + burst);
        }
    }

    /** The same pattern at one rate. */
    public Arrivals at(double rate) {
        return new Arrivals(pattern, burst, List.of(rate), false);
    }

    /** The rate on average, a second. */
    public double meanRate() {
        return rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** How many arrivals are due in the first {@code seconds} of a load of {@code duration} seconds, on average. */
    public double expectedUntil(double seconds, double duration) {
        double share = Math.min(1, Math.max(0, seconds / duration));
        if (ramp) {
            return duration * share * (rates.get(0) + (rates.get(1) - rates.get(0)) * share / 2);
        }
        double position = share * rates.size();
        double expected = 0;
        for (int step = 0; step < rates.size(); step++) {
            expected += rates.get(step) * Math.min(1, Math.max(0, position - step));
        }
        return expected * duration / rates.size();
    }

    /** The time in seconds until which so many arrivals are due on average; beyond {@code duration} where fewer are. */
    public double timeOf(double arrivals, double duration) {
        if (ramp) {
            double first = rates.get(0);
            double slope = (rates.get(1) - first) / duration;
            double root = first * first + 2 * slope * arrivals;
            // That of the two forms of the quadratic's solution that neither divides by a slope of 0 nor cancels.
            return root < 0 ? Double.POSITIVE_INFINITY : 2 * arrivals / (first + Math.sqrt(root));
        }
        double step = duration / rates.size();
        double left = arrivals;
        for (int i = 0; i < rates.size() - 1; i++) {
            double due = rates.get(i) * step;
            if (left < due) {
                return i * step + left / rates.get(i);
            }
            left -= due;
        }
        return (rates.size() - 1) * step + left / rates.get(rates.size() - 1);
    }
}
