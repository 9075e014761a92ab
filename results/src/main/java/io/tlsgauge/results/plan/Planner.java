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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans: reads services from runs, searches capacities, and asks what would be otherwise.
 *
 * <p>An interval comes from services drawn again, fork by fork, each with a capacity of its own: Student's distribution
 * around what was measured, with as many degrees of freedom as the kind with the fewest forks leaves. All are simulated
 * by the same random numbers, so that what they differ by is what the forks differ by.
 */
public final class Planner {
    private static final int CONNECTIONS = 60_000;
    private static final int CONNECTIONS_A_DRAW = 8_000;
    private static final int DRAWS = 32;
    private static final double NANOS = 1_000;
    private static final double LOST = 0.1;
    private static final double[] TOLD = {50, 99, 99.9};

    private final List<MeasuredRun> runs;
    private final Demand demand;
    private final SessionDemand sessions;

    /** One setting of one run. */
    private record Candidate(MeasuredRun run, Setting setting, Map<Kind, MeasuredService> services) {
        boolean holds(Mix mix) {
            return services.keySet().containsAll(mix.kinds());
        }
    }

    /** The highest rate of a server, measured and drawn. */
    private record Found(double rate, double[] drawn, int forks) {
        Estimate estimate() {
            return Estimate.drawn(rate, drawn, forks);
        }
    }

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
        Workload load = measured(chosen, demand.mix());
        Optional<Forbidden> forbidden = forbidden(load);
        Optional<Sizing> sizing = Optional.empty();
        Optional<Sensitivity> sensitivity = Optional.empty();
        List<WhatIf> whatIf = List.of();
        Optional<Found> searched =
                forbidden.isEmpty() ? Optional.of(search(chosen, demand.mix(), cores)) : Optional.empty();
        if (searched.isPresent() && searched.get().rate() == 0) {
            // so close to what may miss that the connections of a simulation miss it by chance
            forbidden = Optional.of(closest(load));
        } else if (searched.isPresent()) {
            Found found = searched.get();
            sizing = Optional.of(sizing(load, found, cores));
            sensitivity = sensitivity(chosen, found, cores);
            whatIf = whatIf(candidates, chosen, cores);
        }
        double mean = demand.rate().orElse(sizing.map(s -> s.rate().value()).orElse(0.0));
        double peak = mean * demand.peakToMean();
        Optional<CachePlan> cache =
                peak == 0 ? Optional.empty() : CachePlan.of(demand.mix(), peak, sessions, first.bytesPerSession());
        Optional<TicketPlan> tickets = peak == 0 ? Optional.empty() : TicketPlan.of(demand.mix(), peak, sessions);
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
                warnings(chosen, cores, cache, tickets, sizing),
                notes(chosen));
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

    // ---- services and capacities

    private Workload measured(Candidate candidate, Mix mix) {
        Map<Kind, Service> services = new EnumMap<>(Kind.class);
        for (Kind kind : mix.kinds()) {
            services.put(kind, candidate.services().get(kind).measured(demand.overheadNanos()));
        }
        return Workload.of(mix, services, demand.roundTripNanos(), demand.bursts());
    }

    /** The same number draws the same forks for every mix: so what mixes differ by is not by chance. */
    private Workload drawn(Candidate candidate, Mix mix, int draw) {
        Map<Kind, Service> services = new EnumMap<>(Kind.class);
        for (Kind kind : mix.kinds()) {
            SplittableRandom random = new SplittableRandom(demand.seed() * 1_000_003 + 31L * draw + kind.ordinal());
            services.put(kind, candidate.services().get(kind).drawn(random, demand.overheadNanos()));
        }
        return Workload.of(mix, services, demand.roundTripNanos(), demand.bursts());
    }

    private Found search(Candidate candidate, Mix mix, int cores) {
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

    // ---- the answer

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

    private double neededServers(double highestRate) {
        double wanted = demand.loudest(demand.rate().orElseThrow()) / (1 - demand.headroom());
        return Math.max(1, Math.ceil(wanted / highestRate - 1e-9));
    }

    private Estimate servers(Estimate highest) {
        return demand.rate().isPresent()
                ? highest.falling(rate -> neededServers(rate) + demand.spareServers())
                : Estimate.certain(1);
    }

    private Estimate rate(Estimate highest) {
        return demand.rate().isPresent()
                ? Estimate.certain(demand.rate().getAsDouble())
                : highest.rising(rate -> rate * (1 - demand.headroom()) / demand.loudest(1));
    }

    private Sizing sizing(Workload load, Found found, int cores) {
        Estimate highest = found.estimate();
        Estimate servers = servers(highest);
        Estimate rate = rate(highest);
        double perServer = demand.loudest(rate.value())
                / (demand.rate().isPresent() ? servers.value() - demand.spareServers() : 1);
        Estimate saturation = highest.rising(one -> perServer / (load.saturation(cores) * one / found.rate()));
        return new Sizing(
                rate,
                highest,
                servers,
                servers.rising(count -> count * cores),
                new Estimate(saturation.value(), saturation.high(), saturation.low()),
                latencies(load, highest, perServer, cores),
                cost(servers.rising(count -> count * cores)));
    }

    private Optional<Estimate> cost(Estimate cores) {
        return demand.costPerCoreHour().isPresent()
                ? Optional.of(cores.rising(
                        count -> count * demand.costPerCoreHour().getAsDouble() * CapacityPlan.HOURS_PER_MONTH))
                : Optional.empty();
    }

    /** Where a server may bear less than was measured, by the interval of its rate, its times are longer by as much. */
    private List<Percentile> latencies(Workload load, Estimate highest, double perServer, int cores) {
        QueueSimulation simulation = new QueueSimulation(cores, 2 * CONNECTIONS, demand.seed());
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
                ? Optional.of(new QueueSimulation(cores, 2 * CONNECTIONS, demand.seed()).run(slower, perServer))
                : Optional.empty();
    }

    private List<ServiceRow> rows(Candidate chosen) {
        List<ServiceRow> rows = new ArrayList<>();
        for (Kind kind : demand.mix().kinds()) {
            MeasuredService service = chosen.services().get(kind);
            Service measured = service.measured(demand.overheadNanos());
            List<Service> drawn = IntStream.range(0, DRAWS)
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
                : service.socketNanos().length > 0 ? "measured over loopback TCP" : "not included";
    }

    // ---- what would be otherwise

    private Optional<Sensitivity> sensitivity(Candidate chosen, Found found, int cores) {
        double lost = Math.min(LOST, demand.mix().resumed());
        if (lost == 0 || demand.rate().isEmpty() || !chosen.services().containsKey(Kind.FULL)) {
            return Optional.empty();
        }
        Mix less = demand.mix().losing(lost);
        Found other = search(chosen, less, cores);
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

    private List<WhatIf> whatIf(List<Candidate> candidates, Candidate chosen, int cores) {
        List<WhatIf> rows = new ArrayList<>();
        otherMixes().forEach((what, mix) -> rows.add(row(what, chosen, mix, cores)));
        for (Candidate candidate : candidates) {
            if (candidate != chosen) {
                rows.add(row(difference(candidate, chosen), candidate, demand.mix(), cores));
            }
        }
        return rows;
    }

    private Map<String, Mix> otherMixes() {
        Mix mix = demand.mix();
        Map<Mix, String> named = new LinkedHashMap<>();
        named.put(mix, "");
        if (mix.share(Kind.TICKET) > 0) {
            named.putIfAbsent(mix.losing(Kind.TICKET, mix.share(Kind.TICKET)), "tickets lost");
        }
        if (mix.share(Kind.SESSION_ID) > 0) {
            named.putIfAbsent(mix.losing(Kind.SESSION_ID, mix.share(Kind.SESSION_ID)), "session cache lost");
        }
        if (mix.resumed() > 0) {
            named.putIfAbsent(mix.losing(mix.resumed() / 2), "half of the resumptions lost");
            named.putIfAbsent(mix.losing(mix.resumed()), "no resumption");
        }
        named.remove(mix);
        Map<String, Mix> mixes = new LinkedHashMap<>();
        named.forEach((other, what) -> mixes.put(what, other));
        return mixes;
    }

    private static String difference(Candidate candidate, Candidate chosen) {
        List<String> parts = new ArrayList<>();
        Setting one = candidate.setting();
        Setting base = chosen.setting();
        if (!one.jdk().equals(base.jdk())) {
            parts.add("JDK " + one.jdk());
        }
        if (!one.provider().equals(base.provider())) {
            parts.add("provider " + one.provider());
        }
        if (!one.suite().equals(base.suite())) {
            parts.add(one.suite());
        }
        if (!one.keyBits().equals(base.keyBits())) {
            parts.add(one.keyBits() + " bits");
        }
        return parts.isEmpty() ? "run " + candidate.run().name() : String.join(", ", parts);
    }

    private WhatIf row(String what, Candidate candidate, Mix mix, int cores) {
        if (!candidate.holds(mix)) {
            String missing = mix.kinds().stream()
                    .filter(kind -> !candidate.services().containsKey(kind))
                    .map(Kind::label)
                    .collect(Collectors.joining(", "));
            return row(what, mix, candidate, Optional.empty(), cores, "not measured: " + missing);
        }
        Found found = search(candidate, mix, cores);
        return found.rate() > 0
                ? row(what, mix, candidate, Optional.of(found.estimate()), cores, null)
                : row(what, mix, candidate, Optional.empty(), cores, "no number of cores holds the objective");
    }

    private WhatIf row(
            String what, Mix mix, Candidate candidate, Optional<Estimate> highest, int cores, String problem) {
        Optional<Estimate> servers = highest.map(this::servers);
        Optional<Estimate> allCores = servers.map(all -> all.rising(count -> count * cores));
        return new WhatIf(
                what,
                mix,
                candidate.setting(),
                servers,
                allCores,
                demand.rate().isPresent() ? Optional.empty() : highest.map(this::rate),
                allCores.flatMap(this::cost),
                Optional.ofNullable(problem));
    }

    // ---- what is to be known of it

    private List<String> warnings(
            Candidate chosen,
            int cores,
            Optional<CachePlan> cache,
            Optional<TicketPlan> tickets,
            Optional<Sizing> sizing) {
        List<String> warnings = new ArrayList<>();
        for (MeasuredRun run : runs) {
            if (run.incomplete()) {
                warnings.add("the run " + run.name() + " is incomplete: it was interrupted, or a part of it failed");
            }
        }
        List<MeasuredService> services =
                demand.mix().kinds().stream().map(chosen.services()::get).toList();
        if (demand.overheadNanos().isEmpty()
                && services.stream().anyMatch(service -> service.socketNanos().length == 0)) {
            warnings.add("NOT INCLUDED: what the kernel and the server do for a connection besides its handshake"
                    + " (accept, read, write, epoll, close); measure it by 'run --server', or give"
                    + " --connection-overhead");
        }
        if (services.stream().anyMatch(service -> service.forks() < 2)) {
            warnings.add("one fork only: what one fork shows may be that fork's alone, so there are no intervals");
        }
        if (services.stream()
                .anyMatch(service -> service.threads() > chosen.run().cores())) {
            warnings.add(
                    "measured with more threads than cores: the times hold waits for a core, which are counted once"
                            + " more; measure anew by 'run --threads 1,"
                            + chosen.run().cores() + "'");
        }
        int most =
                services.stream().mapToInt(MeasuredService::mostThreads).min().orElseThrow();
        boolean fitted = services.stream().allMatch(service -> service.rates().size() > 1);
        if (!fitted && cores > 1) {
            warnings.add("one number of threads only: cores are taken not to slow each other down; measure more by"
                    + " 'run --threads 1," + chosen.run().cores() + "'");
        } else if (cores > most) {
            warnings.add("how cores slow each other down was measured up to " + most
                    + " threads, and is extrapolated to the " + cores + " cores of a server");
        }
        if (cache.isPresent()
                && cache.get().hitRatio().isPresent()
                && cache.get().hitRatio().getAsDouble() < cache.get().hitRatioOfMix() - 0.005) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the session cache resumes %.0f %% of the clients that offer an ID, and the mix takes %.0f %% for"
                            + " granted: plan for --mix %s",
                    100 * cache.get().hitRatio().getAsDouble(),
                    100 * cache.get().hitRatioOfMix(),
                    demand.mix()
                            .losing(
                                    Kind.SESSION_ID,
                                    demand.mix().share(Kind.SESSION_ID)
                                            * (1
                                                    - cache.get().hitRatio().getAsDouble()
                                                            / cache.get().hitRatioOfMix()))));
        }
        if (tickets.isPresent() && tickets.get().rotatesTooSeldom()) {
            warnings.add("a ticket key would seal more than 2^32 tickets: rotate after "
                    + tickets.get().longestRotation().toMinutes() + " minutes at the latest");
        }
        if (sizing.isPresent() && sizing.get().latencies().stream().anyMatch(Percentile::unbounded)) {
            warnings.add("the intervals are so wide that the servers may be too few: latencies have no upper bound;"
                    + " more rounds ('run --rounds 10') narrow them");
        }
        return warnings;
    }

    private List<String> notes(Candidate chosen) {
        List<String> notes = new ArrayList<>();
        notes.add("latency counts from the connection's coming to the server until the server has done its part"
                + (demand.roundTripNanos() > 0
                        ? ", and the round trips of TCP and TLS"
                        : "; the network is not in it (--round-trip), nor is the client's own work"));
        notes.add(
                "arrivals are spread evenly over the servers and come by chance (Poisson); connections wait for a core"
                        + " first come, first served");
        if (demand.mix().share(Kind.SESSION_ID) > 0) {
            notes.add("resumption by ID takes that clients come back to a server that knows their session, or that"
                    + " servers share them");
        }
        notes.addAll(chosen.run().notes());
        return notes;
    }
}
