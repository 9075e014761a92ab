package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.plan.CapacityPlan.Percentile;
import io.tlsgauge.results.plan.CapacityPlan.Sizing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is to be known of a plan: warnings, and what it takes for granted. */
record PlanCaveats(List<MeasuredRun> runs, Demand demand) {
    private static final double HITS_TO_SPEAK_OF = 0.005;

    /** What makes the plan worth less than it looks. */
    List<String> warnings(
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
                && services.stream().anyMatch(service -> service.connection().isEmpty())) {
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
        int atWork = cores + demand.coresBeside();
        if (!fitted && atWork > 1) {
            warnings.add("one number of threads only: cores are taken not to slow each other down; measure more by"
                    + " 'run --threads 1," + chosen.run().cores() + "'");
        } else if (atWork > most) {
            warnings.add("how cores slow each other down was measured up to " + most
                    + " threads, and is extrapolated to the " + cores + " cores of a server");
        }
        if (cache.isPresent() && cache.get().sessions() == 0) {
            warnings.add("the mix has no full handshakes, which are what fills a session cache: give --clients, that"
                    + " tells how many make one because their session is gone");
        }
        cache.flatMap(plan -> tooFewHits(
                        "the session cache", "an ID", Kind.SESSION_ID, plan.hitRatio(), plan.hitRatioOfMix()))
                .ifPresent(warnings::add);
        tickets.flatMap(plan -> tooFewHits(
                        "the lifetime of tickets", "a ticket", Kind.TICKET, plan.hitRatio(), plan.hitRatioOfMix()))
                .ifPresent(warnings::add);
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

    private Optional<String> tooFewHits(
            String by, String offered, Kind kind, OptionalDouble hitRatio, double hitRatioOfMix) {
        if (hitRatio.isEmpty() || hitRatio.getAsDouble() >= hitRatioOfMix - HITS_TO_SPEAK_OF) {
            return Optional.empty();
        }
        double lost = demand.mix().share(kind) * (1 - hitRatio.getAsDouble() / hitRatioOfMix);
        return Optional.of(String.format(
                Locale.ROOT,
                "by %s %.0f %% of the clients that offer %s are resumed, and the mix takes %.0f %% for granted: plan for"
                        + " --mix %s",
                by,
                100 * hitRatio.getAsDouble(),
                offered,
                100 * hitRatioOfMix,
                demand.mix().losing(kind, lost)));
    }

    /** What it takes for granted. */
    List<String> notes(Candidate chosen) {
        List<String> notes = new ArrayList<>();
        notes.add("latency counts from the connection's coming to the server until the server has done its part"
                + (demand.roundTripNanos() > 0
                        ? ", and the round trips of TCP and TLS"
                        : "; the network is not in it (--round-trip), nor is the client's own work"));
        notes.add("what the server's collector and compilers take of its cores is in the measured times only as far as"
                + " they hold its threads up");
        notes.add(
                "arrivals are spread evenly over the servers and come by chance (Poisson); connections wait for a core"
                        + " first come, first served");
        if (demand.mix().share(Kind.SESSION_ID) > 0) {
            notes.add("resumption by ID takes that clients come back to a server that knows their session, or that"
                    + " servers share them");
        }
        if (demand.overheadNanos().isEmpty()
                && demand.mix().kinds().stream()
                        .map(chosen.services()::get)
                        .anyMatch(service -> service.connection().isPresent()
                                && service.partLoad().isEmpty())) {
            notes.add(
                    "connections were measured on busy cores alone: on virtual cores that are idle in between they may"
                            + " take longer; 'run --server' measures both");
        }
        notes.addAll(chosen.run().notes());
        return notes;
    }
}
