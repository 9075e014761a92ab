package io.tlsgauge.results.compare;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.compare.Comparison.Figure;
import io.tlsgauge.results.compare.Comparison.LatencyRow;
import io.tlsgauge.results.compare.Comparison.Row;
import io.tlsgauge.results.compare.Comparison.WarmUpRow;
import io.tlsgauge.results.text.Grid;
import io.tlsgauge.results.warmup.SteadyState;
import io.tlsgauge.results.warmup.WarmUp;
import java.nio.charset.Charset;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Shows a comparison, one line a benchmark with its change, interval, p-value and verdict. */
public final class ComparisonText {
    /** JMH's own unit of times is the second, of which an operation may take very few. */
    private static final double LEAST_WRITTEN_OUT = 1e-3;

    private final Comparison comparison;
    private final Names names;

    /** Shows {@code comparison}. */
    public ComparisonText(Comparison comparison) {
        this.comparison = comparison;
        this.names = new Names(
                Stream.concat(comparison.benchmarks().stream().map(Row::benchmark), comparison.notComparable().stream())
                        .toList());
    }

    /** The comparison as JSON, one object; what is not known is null. */
    public String json() {
        return Json.text(comparison);
    }

    /**
     * The comparison for a terminal.
     *
     * @param charset of the terminal: where it has no µ, us is written
     */
    public String text(Charset charset) {
        boolean unicode = charset.newEncoder().canEncode("µ▁█");
        String text = show(Grid::text, "", unicode);
        return unicode ? text : text.replace('µ', 'u');
    }

    /** The comparison as Markdown. */
    public String markdown() {
        return show(Grid::markdown, "- ", true);
    }

    private String show(Function<Grid, String> grid, String bullet, boolean unicode) {
        List<String> head = new ArrayList<>();
        head.add("old: " + comparison.old());
        head.add("new: " + comparison.current());
        head.add(
                comparison.inTurns()
                        ? "measured in turns: compared round by round, turn by turn"
                        : "NOT measured in turns: whatever else changed between both is in their figures too");
        comparison.compared().forEach(difference -> head.add("compared: " + difference));
        if (!comparison.alike()) {
            head.add("NOT ALIKE, compared all the same: "
                    + String.join(
                            "; ",
                            comparison.unlike().stream().map(Object::toString).toList()));
        }
        head.add(comparison.floor().words());
        if (!names.common().isEmpty()) {
            head.add("all: " + names.common());
        }
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append(bullet).append(line).append('\n'));
        text.append('\n').append(grid.apply(scores()));
        if (!comparison.latencies().isEmpty()) {
            text.append('\n').append(grid.apply(latencies()));
        }
        if (!comparison.warmUps().isEmpty()) {
            text.append('\n').append(grid.apply(warmUps()));
        }
        List<String> notes = notes(unicode);
        text.append(notes.isEmpty() ? "" : "\n");
        notes.forEach(line -> text.append(bullet).append(line).append('\n'));
        return text.toString();
    }

    private Grid scores() {
        Grid grid = names.columns().figures("old").figures("new").words("unit").figures("forks");
        change(grid);
        for (Row row : comparison.benchmarks()) {
            List<String> cells = names.cells(row.benchmark());
            cells.add(figure(row.old().score()));
            cells.add(figure(row.current().score()));
            cells.add(row.unit());
            cells.add(row.old().forks() + "+" + row.current().forks());
            cells.addAll(change(
                    row.change(), Math.min(row.old().forks(), row.current().forks())));
            grid.row(cells);
        }
        return grid;
    }

    private Grid latencies() {
        Grid grid = names.columns().figures("latency").figures("old µs").figures("new µs");
        change(grid);
        for (LatencyRow row : comparison.latencies()) {
            List<String> cells = names.cells(row.benchmark());
            cells.add("p"
                    + new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT))
                            .format(row.percentile()));
            cells.add(String.format(Locale.ROOT, "%,.1f", row.oldMicros()));
            cells.add(String.format(Locale.ROOT, "%,.1f", row.currentMicros()));
            cells.addAll(change(row.change(), Integer.MAX_VALUE));
            grid.row(cells);
        }
        return grid;
    }

    private Grid warmUps() {
        Grid grid = names.columns().figures("old: operations, s until 95 %").figures("new: operations, s until 95 %");
        for (WarmUpRow row : comparison.warmUps()) {
            List<String> cells = names.cells(row.benchmark());
            cells.add(until(row.old()));
            cells.add(until(row.current()));
            grid.row(cells);
        }
        return grid;
    }

    private static String until(Optional<WarmUp> warmUp) {
        if (warmUp.isEmpty()) {
            return "-";
        }
        WarmUp known = warmUp.get();
        if (known.seconds().isEmpty()) {
            return known.reached() == 0
                    ? "not reached"
                    : "not reached by " + (known.forks() - known.reached()) + " of " + known.forks();
        }
        String share = known.reached() < known.forks() ? ", by " + known.reached() + " of " + known.forks() : "";
        return String.format(
                Locale.ROOT,
                "%,.0f, %.1f%s",
                known.operations().orElseThrow(),
                known.seconds().orElseThrow(),
                share);
    }

    private static void change(Grid grid) {
        grid.figures("change").words("95 % interval").figures("p").words("verdict");
    }

    private List<String> change(Change change, int forks) {
        return List.of(
                percent(change.ratio()),
                change.low().isEmpty()
                        ? "-"
                        : percent(change.low().getAsDouble()) + " to "
                                + percent(change.high().getAsDouble()),
                p(change.adjustedP()),
                verdict(change, forks));
    }

    private String verdict(Change change, int forks) {
        if (change.verdict() != Verdict.NO_DIFFERENCE_SHOWN) {
            return change.verdict().words();
        }
        String words = "~ " + change.verdict().words();
        if (change.low().isEmpty()) {
            return words + "; one fork a side shows nothing, two are the least";
        }
        if (change.roundsForThreePercent().isEmpty()) {
            double floor = comparison.floor().percent();
            if (floor >= 3) {
                return words + String.format(Locale.ROOT, "; the floor of %.1f %% hides 3 %%", floor);
            }
            return words + "; no number of rounds would show 3 %";
        }
        int rounds = change.roundsForThreePercent().getAsInt();
        return words
                + (rounds <= forks && forks != Integer.MAX_VALUE
                        ? "; 3 % would have shown with " + rounds + " rounds"
                        : "; " + rounds + " rounds would show 3 %");
    }

    private List<String> notes(boolean unicode) {
        List<String> notes = new ArrayList<>();
        for (Row row : comparison.benchmarks()) {
            unsteady(row, "old", row.old(), unicode).ifPresent(notes::add);
            unsteady(row, "new", row.current(), unicode).ifPresent(notes::add);
        }
        for (Row row : comparison.benchmarks()) {
            row.ratioOfMeans()
                    .ifPresent(ratio -> notes.add("the means of all turns say " + percent(ratio) + ": "
                            + names.line(row.benchmark()) + ": few turns are far slower than most, as by pauses"));
        }
        long tooShort = comparison.benchmarks().stream()
                .flatMap(row -> Stream.of(row.old(), row.current()))
                .filter(figure -> figure.iterationSeries().shape() == SteadyState.Shape.TOO_SHORT)
                .count();
        if (tooShort > 0) {
            notes.add("warm-up could not be checked for " + tooShort + " of "
                    + 2 * comparison.benchmarks().size() + " figures: too few iterations to tell");
        }
        comparison.onlyOld().forEach(id -> notes.add("only in old: " + id));
        comparison.onlyCurrent().forEach(id -> notes.add("only in new: " + id));
        comparison
                .notComparable()
                .forEach(id -> notes.add("not compared, for want of positive figures of one kind: " + id));
        if (!comparison.benchmarks().isEmpty()) {
            notes.add("change: of speed, + is faster; p: adjusted for "
                    + comparison.benchmarks().size()
                    + (comparison.benchmarks().size() == 1 ? " benchmark" : " benchmarks")
                    + " (Benjamini-Hochberg), a difference is shown at " + Change.LEVEL + " or less");
        }
        return notes;
    }

    private Optional<String> unsteady(Row row, String side, Figure figure, boolean unicode) {
        if (figure.iterationSeries().steady()) {
            return Optional.empty();
        }
        String forks = figure.iterationSeries().unsteadyForks() == 0
                ? ""
                : " (" + figure.iterationSeries().unsteadyForks() + " of " + figure.forks() + " forks by themselves)";
        return Optional.of("unsteady: " + names.line(row.benchmark()) + ", " + side + ": "
                + figure.iterationSeries().shape().words() + forks + "  "
                + figure.iterationSeries().picture(unicode));
    }

    /** Four significant digits. */
    static String figure(double value) {
        if (value < LEAST_WRITTEN_OUT) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(value)));
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    static String percent(double ratio) {
        return String.format(Locale.ROOT, "%+.1f %%", (ratio - 1) * 100);
    }

    private static String p(OptionalDouble p) {
        if (p.isEmpty()) {
            return "-";
        }
        return p.getAsDouble() < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p.getAsDouble());
    }
}
