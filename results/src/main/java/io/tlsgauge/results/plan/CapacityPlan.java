package io.tlsgauge.results.plan;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The answer: how many servers bear a demand, or how much one server bears, and what stands behind it.
 *
 * @param runs what was measured, the plan's first
 * @param setting with what the plan's servers shake hands
 * @param demand what is asked for
 * @param coresPerServer of one server
 * @param services what was measured of each kind of the mix
 * @param forbidden the objective that no number of cores reaches, if one is so
 * @param sizing the servers; empty if an objective is forbidden
 * @param cache the session cache, where there are resumptions by ID
 * @param tickets likewise
 * @param sensitivity what resumptions lost cost
 * @param whatIf other settings and mixes
 * @param warnings what the answer cannot be trusted without
 * @param notes what else is to be known of it
 */
public record CapacityPlan(
        List<String> runs,
        Setting setting,
        Demand demand,
        int coresPerServer,
        List<ServiceRow> services,
        Optional<Forbidden> forbidden,
        Optional<Sizing> sizing,
        Optional<CachePlan> cache,
        Optional<TicketPlan> tickets,
        Optional<Sensitivity> sensitivity,
        List<WhatIf> whatIf,
        List<String> warnings,
        List<String> notes) {
    /**
     * How long a kind keeps a core of the server that is always busy, while no other core works.
     *
     * @param kind which
     * @param source where the times are from
     * @param forks how many measured it
     * @param meanMicros of the handshake, µs
     * @param p50Micros the median
     * @param p99Micros the 99th percentile
     * @param p999Micros the 99.9th percentile
     * @param variability the variance over the square of the mean
     * @param overheadMicros what a connection costs besides
     * @param togetherMicros the mean of both: where a connection was measured as a whole, that is what counts
     * @param overheadFrom where that was taken from
     * @param contention σ of the scalability law
     * @param crosstalk κ
     * @param idling how much longer it takes on cores that are idle in between
     * @param mostThreads the most threads that the law was fitted to
     */
    public record ServiceRow(
            Kind kind,
            Source source,
            int forks,
            Estimate meanMicros,
            double p50Micros,
            double p99Micros,
            double p999Micros,
            double variability,
            double overheadMicros,
            Estimate togetherMicros,
            String overheadFrom,
            double contention,
            double crosstalk,
            Idling idling,
            int mostThreads) {}

    /**
     * An objective that no number of cores reaches.
     *
     * @param objective such as p99
     * @param limitMicros its limit
     * @param kind the kind whose time alone forbids it
     * @param reachedMicros what the mix has at that percentile where nothing waits
     * @param kindMicros what that kind has there by itself
     */
    public record Forbidden(String objective, double limitMicros, Kind kind, double reachedMicros, double kindMicros) {}

    /**
     * The servers.
     *
     * @param rate the mean rate a second: that asked for, or the highest that the cores given bear with headroom
     * @param highestRatePerServer within the objectives, without headroom, at the loudest
     * @param servers with those that may fail
     * @param cores of all servers
     * @param utilization of the servers' cores at the loudest, when those that may fail have failed
     * @param latencies then
     * @param costPerMonth in the currency of the cost given
     */
    public record Sizing(
            Estimate rate,
            Estimate highestRatePerServer,
            Estimate servers,
            Estimate cores,
            Estimate utilization,
            List<Percentile> latencies,
            Optional<Estimate> costPerMonth) {}

    /**
     * A percentile of the latency.
     *
     * @param percentile such as 99.9
     * @param micros µs
     * @param unbounded whether the interval has no upper end: the servers may be too few by then
     */
    public record Percentile(double percentile, Estimate micros, boolean unbounded) {}

    /**
     * What resumptions that become full handshakes cost.
     *
     * @param points how many of a hundred connections
     * @param cores more, by fractions, so that it can be added up; empty where the objective is then out of reach
     */
    public record Sensitivity(double points, Optional<Estimate> cores) {}

    /**
     * Another setting or mix.
     *
     * @param what in which it differs
     * @param mix its mix
     * @param setting its setting
     * @param servers it takes; empty where it can't be told
     * @param cores it takes, and of a rate asked for the highest rate it bears
     * @param rate the highest mean rate that the cores given bear, where that is asked for
     * @param costPerMonth as above
     * @param problem why it can't be told
     */
    public record WhatIf(
            String what,
            Mix mix,
            Setting setting,
            Optional<Estimate> servers,
            Optional<Estimate> cores,
            Optional<Estimate> rate,
            Optional<Estimate> costPerMonth,
            Optional<String> problem) {}

    /** The plan as JSON, one object; what is not known is null. */
    public String json() {
        return Json.text(this);
    }

    /** Whether some number of cores holds the objectives. */
    public boolean possible() {
        return forbidden.isEmpty();
    }

    /**
     * For how long a connection of the mix keeps a core, on the average, in µs: at the rate that is planned, or where
     * none is with all cores at work.
     */
    public double meanMicros() {
        double utilization =
                sizing.map(servers -> servers.utilization().value()).orElse(1.0);
        double atWork = 1 + (coresPerServer - 1) * utilization + demand.coresBeside();
        return services.stream()
                .mapToDouble(row -> demand.mix().share(row.kind())
                        * row.togetherMicros().value()
                        * Service.slowdown(row.contention(), row.crosstalk(), atWork)
                        * row.idling().slowdown(utilization))
                .sum();
    }

    static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
