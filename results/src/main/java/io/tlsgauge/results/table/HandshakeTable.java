package io.tlsgauge.results.table;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.jmh.JmhResult;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.text.Grid;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a run says about handshakes.
 *
 * @param folder where the run is
 * @param state whether it came to its end
 * @param jdk what ran it
 * @param notes what is to be known of its forks, one line each: those that were disturbed
 * @param rows its figures, sorted by kind, then threads
 */
public record HandshakeTable(
        String folder, Environment.State state, String jdk, List<String> notes, List<HandshakeRow> rows) {
    private static final List<Column> SETTINGS = List.of(
            new Column("benchmark", true, HandshakeRow::benchmark),
            new Column("provider", true, HandshakeRow::provider),
            new Column("suite", true, HandshakeRow::suite),
            new Column("key bits", false, HandshakeRow::keyBits),
            new Column("busy %", false, HandshakeRow::busyPercent));

    private static final List<Column> FIGURES = List.of(
            new Column("kind", true, HandshakeRow::kind),
            new Column("threads", false, row -> Integer.toString(row.threads())),
            new Column("handshakes/s", false, row -> figure(1, row.handshakesPerSecond())),
            new Column("95 % interval", false, row -> HandshakeRow.interval(row.low(), row.high())),
            new Column("server µs", false, row -> figure(1, row.serverMicros())),
            new Column("client µs", false, row -> figure(1, row.clientMicros())),
            new Column("p50 µs", false, row -> figure(1, row.p50Micros())),
            new Column("p99 µs", false, row -> figure(1, row.p99Micros())),
            new Column("p99.9 µs", false, row -> figure(1, row.p999Micros())),
            new Column("B/handshake", false, row -> figure(0, row.allocatedBytes())));

    private record Column(String head, boolean text, Function<HandshakeRow, String> cell) {
        boolean varies(List<HandshakeRow> rows) {
            return rows.stream().map(cell).distinct().count() > 1;
        }
    }

    public HandshakeTable {
        notes = List.copyOf(notes);
        rows = rows.stream().sorted(HandshakeRow.ORDER).toList();
    }

    /**
     * The handshake benchmarks of a run, complete or not; its other benchmarks are left out.
     *
     * @throws io.tlsgauge.results.MalformedFileException if a file of the run is not what it should be
     * @throws IOException if one cannot be read
     */
    public static HandshakeTable of(RunFolder run) throws IOException {
        List<HandshakeRow> rows = new ArrayList<>();
        for (JmhResult result : run.results().all()) {
            if (HandshakeRow.describes(result)) {
                rows.add(HandshakeRow.of(result, run.latency(result.key())));
            }
        }
        Environment environment = run.environment();
        return new HandshakeTable(
                run.path().toString(),
                environment.state(),
                "JDK " + environment.jdk().version() + " (" + environment.jdk().vendor() + ")",
                run.forks().notes(),
                rows);
    }

    /** The table as JSON, one object; what was not measured is null. */
    public String json() {
        return Json.text(this);
    }

    /**
     * The table for a terminal, lines of aligned columns: a setting that is the same in all rows stands above them
     * instead.
     *
     * @param charset of the terminal: where it has no µ, us is written
     */
    public String text(Charset charset) {
        if (rows.isEmpty()) {
            return "no handshakes were measured\n";
        }
        List<Column> columns = new ArrayList<>();
        List<String> common = new ArrayList<>();
        for (Column setting : SETTINGS) {
            String value = setting.cell.apply(rows.get(0));
            if (setting.varies(rows)) {
                columns.add(setting);
            } else if (!value.isEmpty()) {
                common.add(setting.head + " " + value);
            }
        }
        columns.addAll(FIGURES);

        StringBuilder text = new StringBuilder();
        if (!common.isEmpty()) {
            text.append(String.join(", ", common)).append("\n\n");
        }
        text.append(grid(columns).text());
        text.append(notes.isEmpty() ? "" : "\n");
        notes.forEach(note -> text.append(note).append('\n'));
        return Grid.shown(text.toString(), charset);
    }

    private Grid grid(List<Column> columns) {
        Grid grid = new Grid();
        for (Column column : columns) {
            if (column.text) {
                grid.words(column.head);
            } else {
                grid.figures(column.head);
            }
        }
        rows.forEach(row ->
                grid.row(columns.stream().map(column -> column.cell.apply(row)).toList()));
        return grid;
    }

    private static String figure(int decimals, OptionalDouble value) {
        return value.isPresent() ? figure(decimals, value.getAsDouble()) : "-";
    }

    private static String figure(int decimals, double value) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
