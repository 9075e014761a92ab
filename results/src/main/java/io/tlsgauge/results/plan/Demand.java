package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What servers are to bear.
 *
 * @param rate new connections a second, the mean over a day; empty to ask for the highest that {@code cores} bear
 * @param mix of their kinds
 * @param objectives at least one
 * @param headroom the share of the highest rate that stays free, from 0 to below 1
 * @param peakToMean the rate of the busiest time over the mean, at least 1
 * @param bursts about that peak
 * @param spareServers how many may fail
 * @param coresPerServer empty for as many as the measured machine has
 * @param coresBeside how many other cores of the same machine work for somebody else meanwhile
 * @param roundTripNanos between client and server; 0 to leave the network out
 * @param overheadNanos what a connection costs besides its handshake; empty for what was measured, or nothing
 * @param costPerCoreHour in whatever currency
 * @param seed what the simulation and the intervals are drawn by
 */
public record Demand(
        OptionalDouble rate,
        Mix mix,
        List<Objective> objectives,
        double headroom,
        double peakToMean,
        Bursts bursts,
        int spareServers,
        OptionalInt coresPerServer,
        int coresBeside,
        double roundTripNanos,
        OptionalDouble overheadNanos,
        OptionalDouble costPerCoreHour,
        long seed) {
    /** On the average. */
    private static final double HOURS_PER_MONTH = 365.25 * 24 / 12;

    public Demand {
        Objects.requireNonNull(mix, "mix");
        objectives = List.copyOf(objectives);
        if (objectives.isEmpty()) {
            throw new IllegalArgumentException("no objective");
        }
    }

    /** From the mean rate to the one that is simulated: the peak's, or that of a burst that lasts. */
    double loudest(double mean) {
        return mean * peakToMean * (bursts.areShort() ? 1 : bursts.factor());
    }

    /** How many servers it takes, of which each bears so many connections a second at the most. */
    Estimate servers(Estimate highestRate) {
        return rate.isPresent() ? highestRate.falling(one -> needed(one) + spareServers) : Estimate.certain(1);
    }

    private double needed(double highestRate) {
        double wanted = loudest(rate.orElseThrow()) / (1 - headroom);
        return Math.max(1, Math.ceil(wanted / highestRate - 1e-9));
    }

    /** The mean rate that is asked for, or that one server bears. */
    Estimate meanRate(Estimate highestRate) {
        return rate.isPresent()
                ? Estimate.certain(rate.getAsDouble())
                : highestRate.rising(one -> one * (1 - headroom) / loudest(1));
    }

    /** What so many cores cost in a month, where that can be told. */
    Optional<Estimate> cost(Estimate cores) {
        return costPerCoreHour.isPresent()
                ? Optional.of(cores.rising(count -> count * costPerCoreHour.getAsDouble() * HOURS_PER_MONTH))
                : Optional.empty();
    }
}
