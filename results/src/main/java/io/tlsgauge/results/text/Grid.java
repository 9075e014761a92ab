package io.tlsgauge.results.text;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Aligned columns, for a terminal or as a table of Markdown. */
public final class Grid {
    private record Column(String head, boolean text) {}

    private final List<Column> columns = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a column of words, aligned to the left. */
    public Grid words(String head) {
        columns.add(new Column(head, true));
        return this;
    }

    /** Adds a column of figures, aligned to the right. */
    public Grid figures(String head) {
        columns.add(new Column(head, false));
        return this;
    }

    /** Adds a row, with a cell for each column. */
    public void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** A text as a terminal of this charset shows it: where it has no µ, us is written. */
    public static String shown(String text, Charset charset) {
        return charset.newEncoder().canEncode('µ') ? text : text.replace('µ', 'u');
    }

    /** The columns for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, columns.stream().map(Column::head).toList());
        rows.forEach(row -> line(text, row));
        return text.toString();
    }

    /** The columns as a table of Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("| ")
                .append(String.join(" | ", columns.stream().map(Column::head).toList()))
                .append(" |\n|");
        columns.forEach(column -> text.append(column.text ? "---|" : "---:|"));
        text.append('\n');
        for (List<String> row : rows) {
            List<String> cells =
                    row.stream().map(cell -> cell.replace("|", "\\|")).toList();
            text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        }
        return text.toString();
    }

    private void line(StringBuilder text, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String padding = " ".repeat(width(i) - cells.get(i).length());
            line.append(i == 0 ? "" : "  ")
                    .append(columns.get(i).text ? cells.get(i) + padding : padding + cells.get(i));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .reduce(columns.get(column).head.length(), Math::max);
    }
}
