package io.tlsgauge.results.parts;

import io.tlsgauge.results.compare.Change;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.jmh.JmhResults;
import io.tlsgauge.results.statistics.MeanEstimate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Adds the parts up, twice: those of the cryptography, beside the floor, which does all of it at once (but for the
 * state in a ticket, which the part decodes besides); then the floor and what else has a benchmark, beside the
 * handshake. What is left over each time is a row of its own.
 *
 * <p>Sums and rests are taken in each round that all of their parts have, so that their intervals are those of the
 * rounds.
 */
final class PartSums {
    private static final List<Part> CRYPTOGRAPHY = List.of(
            Part.RSA_PUBLIC,
            Part.RSA_PRIVATE,
            Part.PRF_KEYED,
            Part.SECRETS,
            Part.VERIFY_DATA,
            Part.RECORDS,
            Part.TICKET_OPENED,
            Part.HASHED,
            Part.RANDOM);
    private static final List<Part> BESIDES =
            List.of(Part.DECODED, Part.ENCODED, Part.CHAIN, Part.SESSION_KEPT, Part.SESSION_FOUND);

    private final JmhResults results;
    private final List<PartRow> rows = new ArrayList<>();

    private PartSums(JmhResults results) {
        this.results = results;
    }

    static List<PartRow> of(JmhResults results) {
        PartSums sums = new PartSums(results);
        CRYPTOGRAPHY.forEach(sums::part);
        sums.total("their sum", sums::cryptography);
        sums.part(Part.FLOOR);
        sums.total("left of the floor", kind -> minus(sums.cost(Part.FLOOR, kind), sums.cryptography(kind)));
        BESIDES.forEach(sums::part);
        sums.total("the floor and these", sums::known);
        sums.part(Part.HANDSHAKE);
        sums.total(
                "left of the handshake: records framed, states, buffers",
                kind -> minus(sums.cost(Part.HANDSHAKE, kind), sums.known(kind)));
        return List.copyOf(sums.rows);
    }

    private void part(Part part) {
        Map<Kind, MeanEstimate> costs = new EnumMap<>(Kind.class);
        Map<Kind, Integer> times = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (part.times(kind) > 0) {
                times.put(kind, part.times(kind));
                cost(part, kind).ifPresent(rounds -> costs.put(kind, MeanEstimate.of(rounds, Change.CONFIDENCE)));
            }
        }
        Optional<MeanEstimate> each = part.isAlikeInAll()
                ? part.measurement(Kind.FULL).micros(results).map(rounds -> MeanEstimate.of(rounds, Change.CONFIDENCE))
                : Optional.empty();
        rows.add(new PartRow(part.toString(), each, costs, times));
    }

    private void total(String what, Function<Kind, Optional<double[]>> rounds) {
        Map<Kind, MeanEstimate> costs = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            rounds.apply(kind).ifPresent(known -> costs.put(kind, MeanEstimate.of(known, Change.CONFIDENCE)));
        }
        rows.add(new PartRow(what, Optional.empty(), costs, Map.of()));
    }

    private Optional<double[]> cryptography(Kind kind) {
        return sum(CRYPTOGRAPHY.stream()
                .filter(part -> part.times(kind) > 0)
                .map(part -> cost(part, kind))
                .toList());
    }

    private Optional<double[]> known(Kind kind) {
        List<Optional<double[]>> costs = new ArrayList<>();
        costs.add(cost(Part.FLOOR, kind));
        BESIDES.stream().filter(part -> part.times(kind) > 0).forEach(part -> costs.add(cost(part, kind)));
        return sum(costs);
    }

    private Optional<double[]> cost(Part part, Kind kind) {
        return part.measurement(kind)
                .micros(results)
                .map(rounds -> DoubleStream.of(rounds)
                        .map(micros -> micros * part.times(kind))
                        .toArray());
    }

    private static Optional<double[]> minus(Optional<double[]> whole, Optional<double[]> parts) {
        return sum(List.of(
                whole,
                parts.map(rounds -> DoubleStream.of(rounds).map(each -> -each).toArray())));
    }

    /** Round by round, as far as all have been measured; nothing where one has not been at all. */
    private static Optional<double[]> sum(List<Optional<double[]>> costs) {
        if (costs.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        int rounds =
                costs.stream().mapToInt(cost -> cost.orElseThrow().length).min().orElse(0);
        return rounds == 0
                ? Optional.empty()
                : Optional.of(IntStream.range(0, rounds)
                        .mapToDouble(round -> costs.stream()
                                .mapToDouble(cost -> cost.orElseThrow()[round])
                                .sum())
                        .toArray());
    }
}
