package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The highest rate that a server bears, with what forks drawn again say of it.
 *
 * <p>An interval comes from services drawn again, fork by fork, each with a capacity of its own: Student's distribution
 * around what was measured, with as many degrees of freedom as the kind with the fewest forks leaves. All are simulated
 * by the same random numbers, so that what they differ by is what the forks differ by.
 *
 * @param demand what servers are to bear
 */
record CapacitySearch(Demand demand) {
    static final int CONNECTIONS = 60_000;
    static final int DRAWS = 32;
    private static final int CONNECTIONS_A_DRAW = 8_000;

    /**
     * The highest rate of a server.
     *
     * @param rate a second, as all forks measured it; 0 if an objective never holds
     * @param drawn the same of forks drawn again
     * @param forks the fewest that stand behind it
     */
    record Found(double rate, double[] drawn, int forks) {
        Estimate estimate() {
            return Estimate.drawn(rate, drawn, forks);
        }
    }

    /** What comes to a server, with the times of all forks. */
    Workload measured(Candidate candidate, Mix mix) {
        Map<Kind, Service> services = new EnumMap<>(Kind.class);
        for (Kind kind : mix.kinds()) {
            services.put(
                    kind,
                    candidate
                            .services()
                            .get(kind)
                            .measured(demand.overheadNanos())
                            .beside(demand.coresBeside()));
        }
        return Workload.of(mix, services, demand.roundTripNanos(), demand.bursts());
    }

    /** The same number draws the same forks for every mix: so what mixes differ by is not by chance. */
    private Workload drawn(Candidate candidate, Mix mix, int draw) {
        Map<Kind, Service> services = new EnumMap<>(Kind.class);
        for (Kind kind : mix.kinds()) {
            SplittableRandom random = new SplittableRandom(demand.seed() * 1_000_003 + 31L * draw + kind.ordinal());
            services.put(
                    kind,
                    candidate
                            .services()
                            .get(kind)
                            .drawn(random, demand.overheadNanos())
                            .beside(demand.coresBeside()));
        }
        return Workload.of(mix, services, demand.roundTripNanos(), demand.bursts());
    }

    /** The highest rate of a server of so many cores. */
    Found search(Candidate candidate, Mix mix, int cores) {
        Workload load = measured(candidate, mix);
        Capacity whole = new Capacity(cores, demand.objectives(), CONNECTIONS, demand.seed());
        double rate = whole.highestRate(load);
        int forks = mix.kinds().stream()
                .mapToInt(kind -> candidate.services().get(kind).forks())
                .min()
                .orElseThrow();
        if (forks < 2 || rate == 0) {
            return new Found(rate, new double[0], forks);
        }
        Capacity quick = new Capacity(cores, demand.objectives(), CONNECTIONS_A_DRAW, demand.seed());
        // fewer connections have another capacity, but the same ratios
        double quickRate = quick.highestRate(load, rate);
        // so few may miss an objective at any rate, by chance: then draws take as many as the rate was found by
        Capacity capacity = quickRate > 0 ? quick : whole;
        double base = quickRate > 0 ? quickRate : rate;
        double[] drawn = IntStream.range(0, DRAWS)
                .parallel()
                .mapToDouble(draw -> {
                    Workload again = drawn(candidate, mix, draw);
                    double guess = base * load.meanNanos(cores) / again.meanNanos(cores);
                    return capacity.highestRate(again, guess) * rate / base;
                })
                .toArray();
        return new Found(rate, drawn, forks);
    }
}
