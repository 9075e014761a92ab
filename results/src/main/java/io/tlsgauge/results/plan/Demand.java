package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import java.util.List;
import java.util.Objects;
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
        double roundTripNanos,
        OptionalDouble overheadNanos,
        OptionalDouble costPerCoreHour,
        long seed) {
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
}
