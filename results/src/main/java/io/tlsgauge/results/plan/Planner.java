package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.plan.CapacityPlan.Forbidden;
import io.tlsgauge.results.plan.CapacityPlan.Percentile;
import io.tlsgauge.results.plan.CapacityPlan.Sensitivity;
import io.tlsgauge.results.plan.CapacityPlan.ServiceRow;
import io.tlsgauge.results.plan.CapacityPlan.Sizing;
import io.tlsgauge.results.plan.CapacityPlan.WhatIf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Plans: from the services that runs measured to servers, by the highest rate that one of them bears. */
public final class Planner {
    private static final double NANOS = 1_000;
    private static final double LOST = 0.1;
    private static final double[] TOLD = {50, 99, 99.9};

    private final List<MeasuredRun> runs;
    private final Demand demand;
    private final SessionDemand sessions;
    private final CapacitySearch search;

    /** A setting is wanted that the run does not hold. */
    public static final class UnknownSettingException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownSettingException(String problem) {
            super(problem);
        }
    }

    /** @param runs one at least; the plan is made from the first */
    public Planner(List<MeasuredRun> runs, Demand demand, SessionDemand sessions) {
        this.runs = List.copyOf(runs);
        this.demand = demand;
        this.sessions = sessions;
        this.search = new CapacitySearch(demand);
    }

    /**
     * Plans from the first setting that is wanted.
     *
     * @throws UnknownSettingException if none is
     * @throws IllegalArgumentException if it lacks a kind of the mix; with the mend
     */
    public CapacityPlan plan(Predicate<Setting> wanted) {
        MeasuredRun first = runs.get(0);
        List<Candidate> candidates = candidates();
        Candidate chosen = candidates.stream()
                .filter(candidate -> candidate.run() == first && wanted.test(candidate.setting()))
                .max((a, b) -> Boolean.compare(a.holds(demand.mix()), b.holds(demand.mix())))
                .orElseThrow(
                        () -> new UnknownSettingException("not what the run '" + first.name() + "' holds: choose of "
                                + first.settings().keySet().stream()
                                        .map(Setting::toString)
                                        .collect(Collectors.joining("; "))));
        requireKinds(chosen);
        int cores = demand.coresPerServer().orElse(first.cores());
        Workload load = search.measured(chosen, demand.mix());
        Optional<Forbidden> forbidden = forbidden(load);
        Optional<Sizing> sizing = Optional.empty();
        Optional<Sensitivity> sensitivity = Optional.empty();
        List<WhatIf> whatIf = List.of();
        Optional<CapacitySearch.Found> searched =
                forbidden.isEmpty() ? Optional.of(search.search(chosen, demand.mix(), cores)) : Optional.empty();
        if (searched.isPresent() && searched.get().rate() == 0) {
            // so close to what may miss that the connections of a simulation miss it by chance
            forbidden = Optional.of(closest(load));
        } else if (searched.isPresent()) {
            CapacitySearch.Found found = searched.get();
            sizing = Optional.of(sizing(load, found, cores));
            sensitivity = sensitivity(chosen, found, cores);
            whatIf = new WhatIfTable(search, demand).rows(candidates, chosen, cores);
        }
        double mean = demand.rate().orElse(sizing.map(s -> s.rate().value()).orElse(0.0));
        double peak = mean * demand.peakToMean();
        Optional<CachePlan> cache =
                peak == 0 ? Optional.empty() : CachePlan.of(demand.mix(), peak, sessions, first.bytesPerSession());
        Optional<TicketPlan> tickets = peak == 0 ? Optional.empty() : TicketPlan.of(demand.mix(), peak, sessions);
        PlanCaveats caveats = new PlanCaveats(runs, demand);
        return new CapacityPlan(
                runs.stream().map(MeasuredRun::name).toList(),
                chosen.setting(),
                demand,
                cores,
                rows(chosen),
                forbidden,
                sizing,
                cache,
                tickets,
                sensitivity,
                whatIf,
                caveats.warnings(chosen, cores, cache, tickets, sizing),
                caveats.notes(chosen));
    }

    private List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>();
        for (MeasuredRun run : runs) {
            run.settings().forEach((setting, kinds) -> all.add(new Candidate(run, setting, kinds.services())));
        }
        return all;
    }

    private void requireKinds(Candidate chosen) {
        for (Kind kind : demand.mix().kinds()) {
            if (!chosen.services().containsKey(kind)) {
                throw new IllegalArgumentException("the run '" + chosen.run().name() + "' holds no " + kind.label()
                        + " (" + kind + ") handshakes with latencies, but "
                        + chosen.services().keySet().stream().map(Kind::label).collect(Collectors.joining(", "))
                        + ": give a mix of those, or a run with --kinds " + kind);
            }
        }
    }

    private Optional<Forbidden> forbidden(Workload load) {
        return demand.objectives().stream()
                .filter(load::forbids)
                .findFirst()
                .map(objective -> forbidden(load, objective));
    }

    /** The objective that is nearest to being impossible. */
    private Forbidden closest(Workload load) {
        return demand.objectives().stream()
                .max(Comparator.comparingDouble(load::missing))
                .map(objective -> forbidden(load, objective))
                .orElseThrow();
    }

    private static Forbidden forbidden(Workload load, Objective objective) {
        Workload.Part part = load.worst(objective);
        return new Forbidden(
                objective.name(),
                objective.nanos() / NANOS,
                part.kind(),
                load.unhinderedNanos(objective.percentile()) / NANOS,
                part.unhinderedNanos(objective.percentile()) / NANOS);
    }

    private Sizing sizing(Workload load, CapacitySearch.Found found, int cores) {
        Estimate highest = found.estimate();
        Estimate servers = demand.servers(highest);
        Estimate rate = demand.meanRate(highest);
        double perServer = demand.loudest(rate.value())
                / (demand.rate().isPresent() ? servers.value() - demand.spareServers() : 1);
        Estimate utilization = highest.falling(
                one -> one > 0 ? load.times(found.rate() / one).utilization(perServer, cores) : Double.NaN);
        return new Sizing(
                rate,
                highest,
                servers,
                servers.rising(count -> count * cores),
                utilization,
                latencies(load, highest, perServer, cores),
                demand.cost(servers.rising(count -> count * cores)));
    }

    /** Where a server may bear less than was measured, by the interval of its rate, its times are longer by as much. */
    private List<Percentile> latencies(Workload load, Estimate highest, double perServer, int cores) {
        QueueSimulation simulation = new QueueSimulation(cores, 2 * CapacitySearch.CONNECTIONS, demand.seed());
        QueueSimulation.Outcome measured = simulation.run(load, perServer);
        Optional<QueueSimulation.Outcome> best = scaled(load, highest, highest.high(), perServer, cores);
        Optional<QueueSimulation.Outcome> worst = scaled(load, highest, highest.low(), perServer, cores);
        List<Percentile> latencies = new ArrayList<>();
        for (double percentile : TOLD) {
            ToDoubleFunction<QueueSimulation.Outcome> micros = outcome -> outcome.percentile(percentile) / NANOS;
            latencies.add(new Percentile(
                    percentile,
                    new Estimate(micros.applyAsDouble(measured), end(best, micros), end(worst, micros)),
                    worst.isEmpty() && highest.low().isPresent()));
        }
        return latencies;
    }

    private static OptionalDouble end(
            Optional<QueueSimulation.Outcome> outcome, ToDoubleFunction<QueueSimulation.Outcome> micros) {
        return outcome.isPresent() ? OptionalDouble.of(micros.applyAsDouble(outcome.get())) : OptionalDouble.empty();
    }

    private Optional<QueueSimulation.Outcome> scaled(
            Workload load, Estimate highest, OptionalDouble end, double perServer, int cores) {
        if (end.isEmpty() || end.getAsDouble() == 0) {
            return Optional.empty();
        }
        Workload slower = load.times(highest.value() / end.getAsDouble());
        return slower.saturation(cores) > perServer
                ? Optional.of(new QueueSimulation(cores, 2 * CapacitySearch.CONNECTIONS, demand.seed())
                        .run(slower, perServer))
                : Optional.empty();
    }

    private List<ServiceRow> rows(Candidate chosen) {
        List<ServiceRow> rows = new ArrayList<>();
        for (Kind kind : demand.mix().kinds()) {
            MeasuredService service = chosen.services().get(kind);
            Service measured = service.measured(demand.overheadNanos());
            List<Service> drawn = IntStream.range(0, CapacitySearch.DRAWS)
                    .mapToObj(draw -> service.drawn(new SplittableRandom(demand.seed() + draw), demand.overheadNanos()))
                    .toList();
            Distribution work = measured.work();
            rows.add(new ServiceRow(
                    kind,
                    service.source(),
                    service.forks(),
                    micros(work.mean(), drawn, one -> one.work().mean(), service.forks()),
                    work.quantile(0.5) / NANOS,
                    work.quantile(0.99) / NANOS,
                    work.quantile(0.999) / NANOS,
                    work.variability(),
                    measured.overheadNanos() / NANOS,
                    micros(measured.meanNanos(), drawn, Service::meanNanos, service.forks()),
                    overheadFrom(service),
                    measured.contention(),
                    measured.crosstalk(),
                    measured.idling(),
                    service.mostThreads()));
        }
        return rows;
    }

    private static Estimate micros(double nanos, List<Service> drawn, ToDoubleFunction<Service> figure, int forks) {
        return Estimate.drawn(nanos, drawn.stream().mapToDouble(figure).toArray(), forks)
                .rising(value -> value / NANOS);
    }

    private String overheadFrom(MeasuredService service) {
        return demand.overheadNanos().isPresent()
                ? "given"
                : service.connection().isPresent() ? "measured over loopback TCP" : "not included";
    }

    private Optional<Sensitivity> sensitivity(Candidate chosen, CapacitySearch.Found found, int cores) {
        double lost = Math.min(LOST, demand.mix().resumed());
        if (lost == 0 || demand.rate().isEmpty() || !chosen.services().containsKey(Kind.FULL)) {
            return Optional.empty();
        }
        Mix less = demand.mix().losing(lost);
        CapacitySearch.Found other = search.search(chosen, less, cores);
        if (other.rate() == 0) {
            return Optional.of(new Sensitivity(100 * lost, Optional.empty()));
        }
        double wanted = demand.loudest(demand.rate().getAsDouble()) / (1 - demand.headroom()) * cores;
        double more = wanted / other.rate() - wanted / found.rate();
        int forks = Math.min(found.forks(), other.forks());
        double[] drawn = IntStream.range(0, Math.min(found.drawn().length, other.drawn().length))
                .filter(draw -> found.drawn()[draw] > 0 && other.drawn()[draw] > 0)
                .mapToDouble(draw -> wanted / other.drawn()[draw] - wanted / found.drawn()[draw])
                .toArray();
        boolean plain = more > 0 && Arrays.stream(drawn).allMatch(one -> one > 0);
        return Optional.of(new Sensitivity(
                100 * lost, Optional.of(plain ? Estimate.drawn(more, drawn, forks) : Estimate.certain(more))));
    }
}
