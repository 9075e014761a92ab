package io.tlsgauge.results.plan;

import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.plan.CapacityPlan.Percentile;
import io.tlsgauge.results.plan.CapacityPlan.ServiceRow;
import io.tlsgauge.results.plan.CapacityPlan.Sizing;
import io.tlsgauge.results.plan.CapacityPlan.WhatIf;
import io.tlsgauge.results.text.Grid;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A plan for people: lines and tables, for a terminal or as Markdown.
 *
 * @param plan what is written
 */
public record PlanText(CapacityPlan plan) {
    /** One part of the answer. */
    private record Section(String title, List<String> lines, Optional<Grid> table) {}

    /**
     * For a terminal; where its charset has no µ and no ±, others stand for them. Where an objective is out of reach,
     * that is all that is said.
     */
    public String text(Charset charset) {
        String text = plan.possible() ? whole() : headline() + "\n";
        boolean unicode = charset.newEncoder().canEncode("µσκ–");
        return unicode
                ? text
                : text.replace('µ', 'u')
                        .replace("σ", "sigma")
                        .replace("κ", "kappa")
                        .replace('–', '-');
    }

    private String whole() {
        StringBuilder text = new StringBuilder(headline()).append("\n\n");
        for (Section section : sections()) {
            text.append(section.title).append('\n');
            section.lines.forEach(line -> text.append("  ").append(line).append('\n'));
            section.table.ifPresent(table -> text.append(table.text().indent(2)));
            text.append('\n');
        }
        plan.warnings()
                .forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        plan.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
        return text.toString();
    }

    /** For a file. */
    public String markdown() {
        StringBuilder text =
                new StringBuilder("# Capacity plan\n\n**").append(headline()).append("**\n\n");
        plan.warnings().forEach(warning -> text.append("> ").append(warning).append("\n\n"));
        for (Section section : sections()) {
            text.append("## ").append(capital(section.title)).append("\n\n");
            section.lines.forEach(line -> text.append("- ").append(line).append('\n'));
            text.append(section.lines.isEmpty() ? "" : "\n");
            section.table.ifPresent(table -> text.append(table.markdown()).append('\n'));
        }
        plan.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    /** The answer in one sentence. */
    public String headline() {
        Demand demand = plan.demand();
        if (plan.forbidden().isPresent()) {
            CapacityPlan.Forbidden forbidden = plan.forbidden().get();
            return "no number of cores holds " + forbidden.objective() + " " + micros(forbidden.limitMicros())
                    + ": a core that does nothing else takes " + micros(forbidden.kindMicros()) + " for the "
                    + forbidden.objective() + " of " + forbidden.kind().label() + " handshakes, which makes that of"
                    + " the mix " + micros(forbidden.reachedMicros())
                    + (forbidden.reachedMicros() > forbidden.limitMicros() ? "" : " and leaves no time to wait");
        }
        Sizing sizing = plan.sizing().orElseThrow();
        String cores = count(sizing.cores().value(), "core");
        String objectives = demand.objectives().stream()
                .map(objective -> objective.name() + " " + micros(objective.nanos() / 1e3))
                .collect(Collectors.joining(", "));
        if (demand.rate().isEmpty()) {
            return cores + (sizing.cores().value() == 1 ? " bears " : " bear ")
                    + figure(0, sizing.rate().value()) + " new connections a second"
                    + interval(0, sizing.rate()) + " of the mix " + demand.mix() + " within " + objectives
                    + headroom();
        }
        String servers = count(sizing.servers().value(), "server") + " of " + count(plan.coresPerServer(), "core");
        return cores + interval(0, sizing.cores()) + ", " + servers + ", bear "
                + figure(0, demand.rate().getAsDouble()) + " new connections a second of the mix " + demand.mix()
                + " within " + objectives + headroom();
    }

    private String headroom() {
        Demand demand = plan.demand();
        return (demand.headroom() > 0 ? ", " + figure(0, 100 * demand.headroom()) + " % headroom" : "")
                + (demand.spareServers() > 0
                        ? ", " + demand.spareServers() + (demand.spareServers() == 1 ? " server" : " servers")
                                + " failed"
                        : "");
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "measured",
                List.of(String.join(", ", plan.runs()), plan.setting().toString()),
                Optional.of(services())));
        plan.sizing().ifPresent(sizing -> {
            sections.add(new Section("servers", sizingLines(sizing), Optional.of(latencies(sizing))));
            plan.sensitivity().ifPresent(lost -> sections.add(sensitivity(lost)));
        });
        plan.cache().ifPresent(cache -> sections.add(cache(cache)));
        plan.tickets().ifPresent(tickets -> sections.add(tickets(tickets)));
        if (!plan.whatIf().isEmpty()) {
            sections.add(new Section("what if", List.of(), Optional.of(whatIf())));
        }
        return sections;
    }

    private Grid services() {
        Grid grid = new Grid()
                .words("kind")
                .figures("server µs")
                .figures("95 %")
                .figures("p50 µs")
                .figures("p99 µs")
                .figures("p99.9 µs")
                .figures("connection µs")
                .figures("together µs")
                .figures("95 %")
                .figures("half idle µs")
                .figures("σ")
                .figures("κ")
                .figures("forks")
                .figures("from");
        for (ServiceRow row : plan.services()) {
            grid.row(List.of(
                    row.kind().label(),
                    figure(1, row.meanMicros().value()),
                    range(1, row.meanMicros()),
                    figure(1, row.p50Micros()),
                    figure(1, row.p99Micros()),
                    figure(1, row.p999Micros()),
                    row.overheadFrom().equals("not included") ? "not included" : figure(1, row.overheadMicros()),
                    figure(1, row.togetherMicros().value()),
                    range(1, row.togetherMicros()),
                    row.idling().equals(Idling.NONE)
                            ? "–"
                            : figure(
                                    1,
                                    row.togetherMicros().value() * row.idling().slowdown(0.5)),
                    figure(3, row.contention()),
                    figure(4, row.crosstalk()),
                    Integer.toString(row.forks()),
                    row.source().words()));
        }
        return grid;
    }

    private List<String> sizingLines(Sizing sizing) {
        Demand demand = plan.demand();
        List<String> lines = new ArrayList<>();
        lines.add("a server of " + count(plan.coresPerServer(), "core") + " holds the objective up to "
                + figure(0, sizing.highestRatePerServer().value())
                + " connections a second" + interval(0, sizing.highestRatePerServer()));
        if (demand.peakToMean() > 1 || demand.bursts().factor() > 1) {
            lines.add("planned for " + figure(0, demand.loudest(sizing.rate().value()))
                    + " a second: the mean times " + demand.peakToMean() + " for the peak"
                    + (demand.bursts().areShort()
                            ? "; bursts of " + demand.bursts().factor() + " times as many for "
                                    + duration(demand.bursts().length().orElseThrow()) + " are simulated"
                            : " and " + demand.bursts().factor() + " for bursts"));
        }
        if (demand.rate().isPresent()) {
            lines.add("servers " + figure(0, sizing.servers().value()) + interval(0, sizing.servers()) + ", cores "
                    + figure(0, sizing.cores().value()) + interval(0, sizing.cores())
                    + (demand.spareServers() > 0 ? ", with " + demand.spareServers() + " that may fail" : ""));
        }
        lines.add("utilization then " + figure(0, 100 * sizing.utilization().value()) + " %"
                + interval(0, sizing.utilization().rising(share -> 100 * share)));
        sizing.costPerMonth()
                .ifPresent(cost -> lines.add("cost " + figure(0, cost.value()) + " a month" + interval(0, cost)
                        + ", at " + demand.costPerCoreHour().orElseThrow() + " a core and hour"));
        return lines;
    }

    private static Grid latencies(Sizing sizing) {
        Grid grid = new Grid().words("latency").figures("expected").figures("95 %");
        for (Percentile percentile : sizing.latencies()) {
            Estimate micros = percentile.micros();
            grid.row(List.of(
                    Objective.name(percentile.percentile()),
                    micros(micros.value()),
                    percentile.unbounded()
                            ? (micros.low().isPresent() ? micros(micros.low().getAsDouble()) : "?") + " to no bound"
                            : range(micros)));
        }
        return grid;
    }

    private static Section sensitivity(CapacityPlan.Sensitivity lost) {
        String points = figure(0, lost.points());
        return new Section(
                "sensitivity",
                List.of(
                        lost.cores().isPresent()
                                ? "each " + points + " points of resumption lost cost "
                                        + figure(1, lost.cores().get().value()) + " cores"
                                        + interval(1, lost.cores().get())
                                : "with " + points
                                        + " points of resumption lost no number of cores holds the objective"),
                Optional.empty());
    }

    private static Section cache(CachePlan cache) {
        List<String> lines = new ArrayList<>();
        lines.add(figure(0, cache.sessions()) + " sessions of " + figure(0, cache.bytesPerSession()) + " B ("
                + cache.bytesFrom() + "): " + bytes(cache.bytes()) + ", all servers together, at the peak");
        lines.add("a session is kept for " + duration(Duration.ofSeconds((long) cache.keptSeconds())));
        lines.add(resumed("an ID", cache.hitRatio(), cache.hitRatioOfMix()));
        return new Section("session cache", lines, Optional.empty());
    }

    private static Section tickets(TicketPlan tickets) {
        return new Section(
                "tickets",
                List.of(
                        tickets.ticketBytes() + " B each: " + bytes(tickets.bytesInPerSecond()) + "/s in, at the most "
                                + bytes(tickets.bytesOutPerSecond()) + "/s out, at the peak",
                        "every " + duration(tickets.rotation()) + " another key seals ('rotate-ticket-keys FILE "
                                + (tickets.keys() - 1) + "' on one machine, the file shared); it opens for "
                                + duration(tickets.window()) + " more; " + tickets.keys()
                                + " keys at a time, and the next",
                        "a key seals " + figure(0, tickets.sealedPerKey()) + " tickets at the most, of 4,294,967,296"
                                + " that it may: rotate after " + duration(tickets.longestRotation())
                                + " at the latest",
                        resumed("a ticket", tickets.hitRatio(), tickets.hitRatioOfMix())),
                Optional.empty());
    }

    private static String resumed(String offered, OptionalDouble hitRatio, double hitRatioOfMix) {
        String ofMix = figure(1, 100 * hitRatioOfMix) + " %";
        return hitRatio.isPresent()
                ? "of the clients that offer " + offered + " " + figure(1, 100 * hitRatio.getAsDouble())
                        + " % are resumed; the mix takes " + ofMix + " for granted"
                : "the mix takes for granted that " + ofMix + " of the clients that offer " + offered
                        + " are resumed; --clients tells whether they are";
    }

    private Grid whatIf() {
        boolean rates = plan.demand().rate().isEmpty();
        boolean costs = plan.demand().costPerCoreHour().isPresent();
        Grid grid = new Grid().words("what").figures("mix");
        (rates ? List.of("connections/s", "95 %") : List.of("servers", "cores", "95 %", "more")).forEach(grid::figures);
        if (costs) {
            grid.figures("cost a month");
        }
        Sizing sizing = plan.sizing().orElseThrow();
        grid.row(row(
                "this plan",
                plan.demand().mix(),
                Optional.of(rates ? sizing.rate() : sizing.cores()),
                Optional.of(sizing.servers()),
                sizing.costPerMonth(),
                ""));
        for (WhatIf row : plan.whatIf()) {
            grid.row(row(
                    row.what(),
                    row.mix(),
                    rates ? row.rate() : row.cores(),
                    row.servers(),
                    row.costPerMonth(),
                    row.problem().orElse("")));
        }
        return grid;
    }

    private List<String> row(
            String what,
            Mix mix,
            Optional<Estimate> answer,
            Optional<Estimate> servers,
            Optional<Estimate> cost,
            String problem) {
        List<String> cells = new ArrayList<>(List.of(what, mix.toString()));
        boolean rates = plan.demand().rate().isEmpty();
        if (!rates) {
            cells.add(servers.map(count -> figure(0, count.value())).orElse("–"));
        }
        cells.add(answer.map(one -> figure(0, one.value())).orElse("–"));
        cells.add(answer.map(one -> range(0, one)).orElse(problem));
        if (!rates) {
            double base = plan.sizing().orElseThrow().cores().value();
            cells.add(answer.map(one -> String.format(Locale.ROOT, "%+,.0f", one.value() - base))
                    .orElse("–"));
        }
        if (plan.demand().costPerCoreHour().isPresent()) {
            cells.add(cost.map(one -> figure(0, one.value())).orElse("–"));
        }
        return cells;
    }

    // ---- words and figures

    private static String count(double value, String word) {
        return figure(0, value) + " " + word + (value == 1 ? "" : "s");
    }

    private static String interval(int decimals, Estimate estimate) {
        return estimate.low().isPresent() || estimate.high().isPresent()
                ? " (95 %: " + range(decimals, estimate) + ")"
                : "";
    }

    private static String range(int decimals, Estimate estimate) {
        if (estimate.low().isEmpty() && estimate.high().isEmpty()) {
            return "–";
        }
        return end(decimals, estimate.low(), "?") + " to " + end(decimals, estimate.high(), "no bound");
    }

    private static String range(Estimate micros) {
        return micros.low().isPresent() && micros.high().isPresent()
                ? micros(micros.low().getAsDouble()) + " to "
                        + micros(micros.high().getAsDouble())
                : "–";
    }

    private static String end(int decimals, OptionalDouble end, String otherwise) {
        return end.isPresent() ? figure(decimals, end.getAsDouble()) : otherwise;
    }

    private static String figure(int decimals, double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String micros(double micros) {
        return micros >= 1_000 ? significant(micros / 1_000) + " ms" : significant(micros) + " µs";
    }

    private static String significant(double value) {
        return figure(value >= 100 ? 0 : value >= 10 ? 1 : 2, value).replaceFirst("\\.0+$", "");
    }

    private static String bytes(double bytes) {
        String[] units = {" B", " kB", " MB", " GB", " TB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1_000 && unit < units.length - 1) {
            value /= 1_000;
            unit++;
        }
        return significant(value) + units[unit];
    }

    private static String duration(Duration duration) {
        double seconds = duration.toMillis() / 1e3;
        if (seconds >= 2 * 86_400) {
            return significant(seconds / 86_400) + " days";
        }
        if (seconds >= 7_200) {
            return significant(seconds / 3_600) + " hours";
        }
        return seconds >= 120 ? significant(seconds / 60) + " minutes" : significant(seconds) + " s";
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
