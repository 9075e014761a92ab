package io.tlsgauge.results.load;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.demand.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;

/**
 * What a load says, in figures that people read; latencies in milliseconds.
 *
 * @param target the server
 * @param seconds from the first start to the last end
 * @param dueRate arrivals due a second
 * @param doneRate arrivals done a second
 * @param rateReached whether they are the same but for a hundredth
 * @param interrupted whether it ended before its time
 * @param warmedUp clients that got their session beforehand
 * @param objective what it is held against, where there is something
 * @param objectiveKept whether it was kept; for a storm, whether it was again before the end
 * @param rows the figures of each kind, all honest ones in the last row
 * @param errors failures by cause
 * @param generators the processes that made the load
 * @param phases calm, storm and after
 * @param secondsUntilKeptAgain from when the storm was over
 * @param serverMicrosPerHostile processor time that a hostile arrival cost the server, in µs, where its process is
 *     known
 * @param warnings what must be known before the figures are believed, a line each
 */
public record LoadAnswer(
        String target,
        double seconds,
        double dueRate,
        double doneRate,
        boolean rateReached,
        boolean interrupted,
        long warmedUp,
        Optional<String> objective,
        Optional<Boolean> objectiveKept,
        List<Row> rows,
        SortedMap<String, Long> errors,
        List<Process> generators,
        List<PhaseRow> phases,
        OptionalLong secondsUntilKeptAgain,
        OptionalDouble serverMicrosPerHostile,
        List<String> warnings) {
    /** A share of refusals that nobody expects of a server that resumes. */
    private static final double MANY_REFUSED = 0.01;

    /** Percentiles in milliseconds. */
    public record Spread(double p50, double p99, double p999, double max) {
        static Spread of(LatencyHistogram latencies) {
            return new Spread(
                    millis(latencies.percentileNanos(50)),
                    millis(latencies.percentileNanos(99)),
                    millis(latencies.percentileNanos(99.9)),
                    millis(latencies.maxNanos()));
        }
    }

    /**
     * The figures of a kind.
     *
     * @param latency from when arrivals should have started
     * @param uncorrected from when they did
     */
    public record Row(
            String kind,
            long done,
            long failed,
            double perSecond,
            Spread latency,
            Spread uncorrected,
            Spread connect,
            Spread handshake,
            Optional<Spread> firstByte) {
        static Row of(String kind, KindResult result, double seconds) {
            return new Row(
                    kind,
                    result.done(),
                    result.failed(),
                    result.done() / seconds,
                    Spread.of(result.latency()),
                    Spread.of(result.uncorrected()),
                    Spread.of(result.connect()),
                    Spread.of(result.handshake()),
                    result.firstByte().count() == 0 ? Optional.empty() : Optional.of(Spread.of(result.firstByte())));
        }
    }

    /** What is to be known of a process: by how much it was late, and whether it had time to spare. */
    public record Process(
            Spread late,
            long heldBack,
            long neverStarted,
            double busyPercent,
            double cpuSeconds,
            int peakConnections,
            long seed) {
        static Process of(Generator generator) {
            return new Process(
                    Spread.of(generator.late()),
                    generator.heldBack().count(),
                    generator.neverStarted(),
                    100 * generator.busyShare(),
                    generator.cpuMillis() / 1e3,
                    generator.peakConnections(),
                    generator.plan().seed());
        }
    }

    /** The honest arrivals of a phase. */
    public record PhaseRow(
            String name,
            double seconds,
            long done,
            long failed,
            long refused,
            long hostile,
            Spread latency,
            OptionalDouble serverCpuSeconds) {}

    /** What a result says. */
    public static LoadAnswer of(LoadResult result) {
        if (result.generators().isEmpty()) {
            throw new IllegalArgumentException("a result has at least one generator");
        }
        LoadPlan plan = result.generators().get(0).plan();
        double seconds = result.plannedSeconds();
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<ArrivalKind, KindResult> kind : result.kinds().entrySet()) {
            rows.add(Row.of(kind.getKey().name(), kind.getValue(), seconds));
        }
        rows.add(Row.of("all honest", result.honest(), seconds));
        List<PhaseRow> phases = plan.hasStorm() ? phases(result) : List.of();
        OptionalLong again = plan.objective().isPresent() && plan.hasStorm() && hasPhase(phases, "after")
                ? result.secondsUntilKeptAgain(plan.objective().get())
                : OptionalLong.empty();
        return new LoadAnswer(
                plan.target(),
                result.seconds(),
                result.dueRate(),
                result.doneRate(),
                result.isRateReached(),
                result.generators().stream().anyMatch(Generator::interrupted),
                result.generators().stream().mapToLong(Generator::warmedUp).sum(),
                plan.objective().map(Objective::toString),
                plan.objective().map(objective -> plan.hasStorm() ? again.isPresent() : result.keeps(objective)),
                rows,
                result.all(kind -> true).errors(),
                result.generators().stream().map(Process::of).toList(),
                phases,
                again,
                hostileCost(result),
                warnings(result));
    }

    private static boolean hasPhase(List<PhaseRow> phases, String name) {
        return phases.stream().anyMatch(phase -> phase.name().equals(name));
    }

    private static List<PhaseRow> phases(LoadResult result) {
        KindResult honest = result.honest();
        KindResult refused = result.all(ArrivalKind::isRefused);
        KindResult hostile = result.all(kind -> !kind.isHonest());
        return result.generators().get(0).phases().stream()
                .map(phase -> {
                    long from = Math.floorDiv(phase.startMillis(), 1000);
                    long to = -Math.floorDiv(-phase.endMillis(), 1000);
                    return new PhaseRow(
                            phase.name(),
                            phase.seconds(),
                            honest.latency(from, to).count(),
                            honest.failed(from, to),
                            refused.latency(from, to).count(),
                            hostile.latency(from, to).count() + hostile.failed(from, to),
                            Spread.of(honest.latency(from, to)),
                            phase.serverCpuMillis().isPresent()
                                    ? OptionalDouble.of(phase.serverCpuMillis().getAsLong() / 1e3)
                                    : OptionalDouble.empty());
                })
                .toList();
    }

    /** What the server spent in the storm beyond what as many honest arrivals cost it before and after. */
    private static OptionalDouble hostileCost(LoadResult result) {
        List<PhaseRow> phases = phases(result);
        if (phases.size() != 3
                || phases.stream().anyMatch(phase -> phase.serverCpuSeconds().isEmpty())) {
            return OptionalDouble.empty();
        }
        PhaseRow calm = phases.get(0);
        PhaseRow storm = phases.get(1);
        PhaseRow after = phases.get(2);
        if (storm.hostile() == 0 || calm.done() + after.done() == 0) {
            return OptionalDouble.empty();
        }
        double honest = (calm.serverCpuSeconds().getAsDouble()
                        + after.serverCpuSeconds().getAsDouble())
                / (calm.done() + after.done());
        return OptionalDouble.of(
                1e6 * (storm.serverCpuSeconds().getAsDouble() - honest * storm.done()) / storm.hostile());
    }

    private static List<String> warnings(LoadResult result) {
        List<String> warnings = new ArrayList<>();
        if (!result.isRateReached()) {
            warnings.add(text(
                    "RATE NOT REACHED: %,.1f/s were done of %,.1f/s that were due",
                    result.doneRate(), result.dueRate()));
        }
        LatencyHistogram latencies = result.honest().latency();
        for (Generator generator : result.generators()) {
            if (generator.wasBusy()) {
                warnings.add(text(
                        "THE GENERATOR IS THE BOTTLENECK: its busiest loop was at work %.0f %% of the time: give it"
                                + " more --threads, or a machine of its own",
                        100 * generator.busyShare()));
            } else if (generator.wasLate(latencies)) {
                warnings.add(text(
                        "THE GENERATOR WAS LATE: one arrival in a hundred by over %.2f ms, which the latencies hold:"
                                + " give it a machine of its own",
                        millis(generator.late().percentileNanos(99))));
            }
            if (generator.outOfDescriptors()) {
                warnings.add(text(
                        "OUT OF FILE DESCRIPTORS at %,d connections: raise 'ulimit -n'", generator.peakConnections()));
            } else if (generator.heldBack().count() + generator.neverStarted() > 0) {
                warnings.add(text(
                        "ALL %,d CONNECTIONS WERE OPEN: %,d arrivals were held back, %,d of them until the end; the"
                                + " server is too slow, or --connections too few",
                        generator.plan().connections(),
                        generator.heldBack().count() + generator.neverStarted(),
                        generator.neverStarted()));
            }
            if (generator.coldClients() > 0) {
                warnings.add(text(
                        "%,d of %,d clients got no session beforehand: the server leaves none of their sort behind, or"
                                + " without the extended master secret, or failed",
                        generator.coldClients(), generator.plan().clients()));
            }
        }
        long resumed = result.kind(ArrivalKind.SESSION_ID).done()
                + result.kind(ArrivalKind.TICKET).done();
        if (result.refused() > MANY_REFUSED * (resumed + result.refused())) {
            warnings.add(
                    text("the server refused %,d of %,d resumptions", result.refused(), resumed + result.refused()));
        }
        return warnings;
    }

    /** One object. */
    public String json() {
        return Json.text(this) + "\n";
    }

    /** The figures for a terminal, without the warnings. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(text(
                "%s: %,.1f/s done of %,.1f/s due, %.1f s%s%n%n",
                target, doneRate, dueRate, seconds, interrupted ? ", interrupted" : ""));
        boolean asked = rows.stream().anyMatch(row -> row.firstByte().isPresent());
        text.append(text(
                "%-18s %10s %8s %10s %9s %9s %9s %9s %11s %9s %9s%s%n",
                "ms",
                "done",
                "failed",
                "a second",
                "p50",
                "p99",
                "p99.9",
                "max",
                "p99 uncorr.",
                "connect",
                "handshake",
                asked ? " first byte" : ""));
        for (Row row : rows) {
            text.append(text(
                    "%-18s %,10d %,8d %,10.1f %,9.2f %,9.2f %,9.2f %,9.2f %,11.2f %,9.2f %,9.2f%s%n",
                    row.kind,
                    row.done,
                    row.failed,
                    row.perSecond,
                    row.latency.p50,
                    row.latency.p99,
                    row.latency.p999,
                    row.latency.max,
                    row.uncorrected.p99,
                    row.connect.p99,
                    row.handshake.p99,
                    row.firstByte.map(spread -> text(" %,10.2f", spread.p99)).orElse(asked ? text(" %10s", "-") : "")));
        }
        text.append(text(
                "%nlatencies count from when a handshake should have started; connect, handshake%s: p99%n",
                asked ? ", first byte" : ""));
        for (Process process : generators) {
            text.append(text(
                    "generator: late %.2f ms p50, %.2f ms p99, %.2f ms max; loops busy %.0f %%; %,d connections at most;"
                            + " seed %d%n",
                    process.late.p50,
                    process.late.p99,
                    process.late.max,
                    process.busyPercent,
                    process.peakConnections,
                    process.seed));
        }
        errors.entrySet().stream()
                .sorted(Comparator.comparing(error -> -error.getValue()))
                .forEach(error -> text.append(text("failed: %,d: %s%n", error.getValue(), error.getKey())));
        for (PhaseRow phase : phases) {
            text.append(text(
                    "%-5s %5.1f s: %,d done, %,d failed, %,d refused, %,d hostile; p50 %.2f ms, p99 %.2f ms%s%n",
                    phase.name,
                    phase.seconds,
                    phase.done,
                    phase.failed,
                    phase.refused,
                    phase.hostile,
                    phase.latency.p50,
                    phase.latency.p99,
                    phase.serverCpuSeconds.isPresent()
                            ? text("; server %.2f s of processor time", phase.serverCpuSeconds.getAsDouble())
                            : ""));
        }
        serverMicrosPerHostile.ifPresent(micros ->
                text.append(text("a hostile arrival cost the server %,.0f us of processor time on average%n", micros)));
        objective.ifPresent(aim -> text.append(verdict(aim)));
        return text.toString();
    }

    private String verdict(String aim) {
        if (phases.isEmpty()) {
            return text("%s: %s%n", aim, objectiveKept.orElse(false) ? "kept" : "MISSED");
        }
        if (secondsUntilKeptAgain.isEmpty()) {
            return text("%s: NOT KEPT AGAIN before the end%n", aim);
        }
        long again = secondsUntilKeptAgain.getAsLong();
        return again == 0
                ? text("%s: kept from the moment the storm was over%n", aim)
                : text("%s: kept again %d s after the storm was over%n", aim, again);
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
