package io.tlsgauge.results.plancheck;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.plan.Estimate;
import io.tlsgauge.results.statistics.LogRatio;
import io.tlsgauge.results.text.Grid;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How close plans came to what a server bears, by one check or by the rounds of several, each of which planned from a run
 * of its own shortly before: a machine that is slow for some minutes is so for a plan or for its check, and of several
 * rounds the geometric mean counts.
 */
public final class PlanCheckAnswer {
    /** How far a plan may be from what comes of it. */
    static final double TOLERANCE = 0.1;

    private final List<PlanCheck> rounds;
    private final List<Line> lines;

    /**
     * A mix.
     *
     * @param rows of each round that tried it
     * @param complete whether each did, and came to its end
     */
    private record Line(List<PlanCheck.Row> rows, boolean complete) {
        PlanCheck.Row first() {
            return rows.get(0);
        }

        double[] logs() {
            return rows.stream()
                    .mapToDouble(row -> Math.log(row.ratio().orElse(Double.NaN)))
                    .filter(Double::isFinite)
                    .toArray();
        }

        /** The share by which plans give more than there is; empty where that was not found. */
        OptionalDouble error() {
            return complete
                    ? OptionalDouble.of(Math.exp(Arrays.stream(logs()).average().orElseThrow()) - 1)
                    : OptionalDouble.empty();
        }

        boolean isMet() {
            return error().isPresent() && Math.abs(error().getAsDouble()) <= TOLERANCE;
        }

        /** The geometric mean of a figure; empty where a round has none. */
        OptionalDouble mean(Function<PlanCheck.Row, OptionalDouble> figure) {
            double mean = rows.stream()
                    .mapToDouble(row -> Math.log(figure.apply(row).orElse(Double.NaN)))
                    .average()
                    .orElse(Double.NaN);
            return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(Math.exp(mean));
        }
    }

    /** What several rounds say, as JSON. */
    private record Answer(boolean met, List<AnswerOfMix> mixes, List<PlanCheck> rounds) {}

    /**
     * What they say of a mix.
     *
     * @param error the share by which plans give more than there is
     * @param low the lower end of its interval of 95 %
     * @param high the upper end
     */
    private record AnswerOfMix(
            String mix,
            String objective,
            boolean met,
            OptionalDouble error,
            Optional<Double> low,
            Optional<Double> high) {}

    /**
     * The answer of some checks.
     *
     * @param rounds in the order of time, one at least
     * @throws IllegalArgumentException if they are not of one server and the same mixes
     */
    public PlanCheckAnswer(List<PlanCheck> rounds) {
        this.rounds = List.copyOf(rounds);
        PlanCheck longest = this.rounds.stream()
                .max(Comparator.comparingInt(round -> round.rows().size()))
                .orElseThrow();
        for (PlanCheck round : rounds) {
            if (!round.isRoundOfOneCheckWith(longest)) {
                throw new IllegalArgumentException("it is of another server, or of other mixes or another objective");
            }
        }
        this.lines = IntStream.range(0, longest.rows().size())
                .mapToObj(mix -> this.rounds.stream()
                        .filter(round -> mix < round.rows().size())
                        .map(round -> round.rows().get(mix))
                        .toList())
                .map(rows -> new Line(
                        rows,
                        rows.size() == this.rounds.size()
                                && rows.stream().allMatch(row -> row.ratio().isPresent())))
                .toList();
    }

    /** Whether all mixes were tried, and each plan is as close as it is to be. */
    public boolean isMet() {
        return rounds.stream().allMatch(round -> round.rows().size() == round.wanted())
                && lines.stream().allMatch(Line::isMet);
    }

    /** One object; of several rounds, with what they come to. */
    public String json() {
        return rounds.size() == 1
                ? Json.text(rounds.get(0))
                : Json.text(new Answer(
                        isMet(), lines.stream().map(PlanCheckAnswer::mix).toList(), rounds));
    }

    private static AnswerOfMix mix(Line line) {
        Optional<LogRatio> interval = interval(line);
        return new AnswerOfMix(
                line.first().found().mix(),
                line.first().found().objective(),
                line.isMet(),
                line.error(),
                interval.map(ratio -> ratio.low(Estimate.CONFIDENCE) - 1),
                interval.map(ratio -> ratio.high(Estimate.CONFIDENCE) - 1));
    }

    /** For a terminal. */
    public String text() {
        return head() + "\n" + grid().text() + "\n" + verdict();
    }

    /** The same as Markdown. */
    public String markdown() {
        return head() + "\n" + grid().markdown() + "\n" + verdict();
    }

    private String head() {
        PlanCheck first = rounds.get(0);
        return String.format(
                Locale.ROOT,
                "%s, %s: a server of %d %s, planned from %s%n",
                first.environment().cpu().model(),
                first.setting(),
                first.cores(),
                first.cores() == 1 ? "core" : "cores",
                rounds.stream().map(PlanCheck::run).collect(Collectors.joining(", ")));
    }

    private String verdict() {
        int wanted = rounds.get(0).wanted();
        String done = lines.size() == wanted ? "" : ", of which " + lines.size() + " were tried";
        return String.format(
                Locale.ROOT,
                "%s: plans within %.0f %% of what the server bears, for %d mixes%s%s%n",
                isMet() ? "met" : "MISSED",
                TOLERANCE * 100,
                wanted,
                done,
                rounds.size() == 1 ? "" : ", by the geometric means of " + rounds.size() + " rounds");
    }

    private Grid grid() {
        boolean single = rounds.size() == 1;
        Grid grid = new Grid().words("mix").words("objective").figures("foretold/s");
        if (single) {
            grid.figures("95 %");
        }
        grid.figures("kept/s").figures("missed/s").figures("server ms planned").figures("found");
        if (!single) {
            grid.figures("rounds off by");
        }
        grid.figures("plan is off by");
        if (!single) {
            grid.figures("95 %");
        }
        lines.forEach(line -> grid.row(single ? ofOneRound(line) : ofRounds(line)));
        return grid;
    }

    private static List<String> ofOneRound(Line line) {
        PlanCheck.Row row = line.first();
        return List.of(
                row.found().mix(),
                row.found().objective(),
                rate(OptionalDouble.of(row.foretold().value())),
                rate(row.foretold().low()) + " to " + rate(row.foretold().high()),
                rate(row.found().highestKept()),
                rate(row.found().lowestMissed()),
                millis(row.plannedMicros()),
                millis(row.found().serverMicros()),
                line.error().isPresent() ? percent(line.error().getAsDouble()) : why(row));
    }

    private static List<String> ofRounds(Line line) {
        return List.of(
                line.first().found().mix(),
                line.first().found().objective(),
                rate(line.mean(row -> OptionalDouble.of(row.foretold().value()))),
                rate(line.mean(row -> row.found().highestKept())),
                rate(line.mean(row -> row.found().lowestMissed())),
                millis(line.mean(PlanCheck.Row::plannedMicros)),
                millis(line.mean(row -> row.found().serverMicros())),
                line.rows().stream()
                        .map(row ->
                                row.ratio().isPresent() ? percent(row.ratio().getAsDouble() - 1) : why(row))
                        .collect(Collectors.joining(", ")),
                line.error().isPresent() ? percent(line.error().getAsDouble()) : "not found in every round",
                interval(line)
                        .map(ratio -> percent(ratio.low(Estimate.CONFIDENCE) - 1) + " to "
                                + percent(ratio.high(Estimate.CONFIDENCE) - 1))
                        .orElse("?"));
    }

    private static Optional<LogRatio> interval(Line line) {
        return line.error().isEmpty() || line.rows().size() < LogRatio.FEWEST_PAIRS
                ? Optional.empty()
                : Optional.of(LogRatio.paired(line.logs()));
    }

    private static String why(PlanCheck.Row row) {
        return row.found().generatorWasBottleneck() ? "the generator could do no more" : "not found to its end";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%+.1f %%", share * 100);
    }

    private static String rate(OptionalDouble rate) {
        return rate.isPresent() ? String.format(Locale.ROOT, "%,.0f", rate.getAsDouble()) : "?";
    }

    private static String millis(OptionalDouble micros) {
        return micros.isPresent() ? String.format(Locale.ROOT, "%.3f", micros.getAsDouble() / 1e3) : "?";
    }
}
