package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What comes to a server: kinds of connections by their shares.
 *
 * @param parts at least one
 * @param bursts how arrivals vary
 */
record Workload(List<Part> parts, Bursts bursts) {
    private static final double ROUNDING = 1e-9;

    /** Of a bisection: as many as a double has bits to tell. */
    private static final int STEPS = 60;

    /**
     * The connections of one kind.
     *
     * @param kind which
     * @param share of all, from 0 to 1
     * @param service how long each keeps a core
     * @param outsideNanos what the client waits for besides the server: the network
     */
    record Part(Kind kind, double share, Service service, double outsideNanos) {
        /** The share of this kind that takes longer than a limit even where nothing waits. */
        double beyond(double limitNanos) {
            return service.work().above(limitNanos - outsideNanos - service.overheadNanos());
        }

        /** What so many percent of this kind do not exceed where nothing waits. */
        double unhinderedNanos(double percentile) {
            return service.work().quantile(percentile / 100) + service.overheadNanos() + outsideNanos;
        }
    }

    Workload {
        parts = List.copyOf(parts);
    }

    static Workload of(Mix mix, Map<Kind, Service> services, double roundTripNanos, Bursts bursts) {
        return new Workload(
                mix.kinds().stream()
                        .map(kind -> new Part(
                                kind,
                                mix.share(kind),
                                services.get(kind),
                                roundTripNanos == 0 ? 0 : roundTripNanos * (1 + kind.roundTrips())))
                        .toList(),
                bursts);
    }

    /** The mean time of a connection where so many cores work, and are not idle in between. */
    double meanNanos(double busy) {
        return meanNanos(busy, 1);
    }

    private double meanNanos(double busy, double utilization) {
        return parts.stream()
                .mapToDouble(part -> part.share()
                        * part.service().meanNanos()
                        * part.service().slowdown(busy)
                        * part.service().idling().slowdown(utilization))
                .sum();
    }

    /** The rate a second at which so many cores have no time left. */
    double saturation(int cores) {
        return cores * 1e9 / meanNanos(cores);
    }

    /**
     * The share of their time for which so many cores are busy with a rate a second: at which they have as much to do as
     * connections take on cores that are so busy, by bisection. Above 1 where the rate is too high.
     */
    double utilization(double perSecond, int cores) {
        if (perSecond >= saturation(cores)) {
            return perSecond / saturation(cores);
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            double offered = perSecond * meanNanos(1 + (cores - 1) * middle, middle) / cores / 1e9;
            if (offered > middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The same with its times those of cores that are busy for that share of their time. */
    Workload at(double utilization) {
        return with(service -> service.at(utilization));
    }

    /** Whether times alone make an objective impossible, at the lowest rates already. */
    boolean forbids(Objective objective) {
        return missing(objective) > 1 + ROUNDING;
    }

    /** How many miss an objective where nothing waits, over how many may; cores are idle in between then. */
    double missing(Objective objective) {
        double beyond = at(0).parts.stream()
                .mapToDouble(part -> part.share() * part.beyond(objective.nanos()))
                .sum();
        return beyond / (1 - objective.percentile() / 100);
    }

    /** The kind that misses an objective most. */
    Part worst(Objective objective) {
        return at(0).parts.stream()
                .max(Comparator.comparingDouble(part -> part.share() * part.beyond(objective.nanos())))
                .orElseThrow();
    }

    /** What so many percent of all connections do not exceed where nothing waits, by bisection. */
    double unhinderedNanos(double percentile) {
        List<Part> idle = at(0).parts;
        double low = 0;
        double high = idle.stream()
                .mapToDouble(part -> part.unhinderedNanos(100))
                .max()
                .orElseThrow();
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            double beyond = idle.stream()
                    .mapToDouble(part -> part.share() * part.beyond(middle))
                    .sum();
            if (beyond <= 1 - percentile / 100 + 1e-12) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The same with all times of service longer, or shorter. */
    Workload times(double factor) {
        return with(service -> service.times(factor));
    }

    private Workload with(UnaryOperator<Service> other) {
        return new Workload(
                parts.stream()
                        .map(part ->
                                new Part(part.kind(), part.share(), other.apply(part.service()), part.outsideNanos()))
                        .toList(),
                bursts);
    }
}
