package io.tlsgauge.results.compare;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.text.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Shows a history: one line a benchmark, one column a run, then where it changed. */
public final class HistoryText {
    private final History history;
    private final Names names;

    /** Shows {@code history}. */
    public HistoryText(History history) {
        this.history = history;
        this.names = new Names(
                history.benchmarks().stream().map(History.Series::benchmark).toList());
    }

    /** The history as JSON, one object; what was not measured is null. */
    public String json() {
        return Json.text(history);
    }

    /** The history for a terminal. */
    public String text() {
        return show(Grid::text, "");
    }

    /** The history as Markdown. */
    public String markdown() {
        return show(Grid::markdown, "- ");
    }

    private String show(Function<Grid, String> grid, String bullet) {
        List<String> head = new ArrayList<>();
        for (int run = 0; run < history.runs().size(); run++) {
            head.add((run + 1) + ": " + history.runs().get(run));
        }
        if (!history.alike()) {
            head.add("NOT ALIKE, put together all the same: "
                    + String.join(
                            "; ",
                            history.unlike().stream().map(Object::toString).toList()));
        }
        head.add(history.floor().words());
        if (!names.common().isEmpty()) {
            head.add("all: " + names.common());
        }
        StringBuilder text = new StringBuilder();
        head.forEach(line -> text.append(bullet).append(line).append('\n'));
        return text.append('\n').append(grid.apply(series())).toString();
    }

    private Grid series() {
        Grid grid = names.columns().words("unit");
        for (int run = 1; run <= history.runs().size(); run++) {
            grid.figures(Integer.toString(run));
        }
        grid.words("changes");
        for (History.Series series : history.benchmarks()) {
            List<String> cells = names.cells(series.benchmark());
            cells.add(series.unit());
            series.scores()
                    .forEach(score -> cells.add(score.isPresent() ? ComparisonText.figure(score.getAsDouble()) : "-"));
            List<String> changes = series.changes().stream()
                    .map(step -> ComparisonText.percent(step.ratio()) + " at run " + step.run())
                    .toList();
            cells.add(changes.isEmpty() ? "~ none shown" : String.join(", ", changes));
            grid.row(cells);
        }
        return grid;
    }
}
