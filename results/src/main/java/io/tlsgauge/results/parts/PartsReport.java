package io.tlsgauge.results.parts;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.statistics.MeanEstimate;
import io.tlsgauge.results.text.Grid;
import io.tlsgauge.results.text.TableAnswer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Where the time of a handshake goes: its parts, each by a benchmark of its own, and how they add up, as one run
 * measured them by the JDK's cryptography on one thread.
 *
 * @param folder where the run is
 * @param state whether it came to its end
 * @param jdk the virtual machine's version
 * @param rows the parts, with sums and what is left over between
 */
public record PartsReport(String folder, Environment.State state, String jdk, List<PartRow> rows)
        implements TableAnswer {
    public PartsReport {
        rows = List.copyOf(rows);
    }

    /** All that the table needs. */
    public static List<PartMeasurement> measurements() {
        return Stream.of(Part.values())
                .flatMap(part -> Stream.of(Kind.values()).map(part::measurement))
                .distinct()
                .toList();
    }

    /**
     * The report of a run, complete or not.
     *
     * @throws MalformedFileException if a file of the run is not what it should be, or the run holds no parts
     * @throws IOException if one cannot be read
     */
    public static PartsReport of(RunFolder run) throws IOException {
        List<PartRow> rows = PartSums.of(run.results());
        if (rows.stream().allMatch(row -> row.costs().isEmpty())) {
            throw new MalformedFileException(run.path(), "it holds no parts: measure them by run --parts");
        }
        Environment environment = run.environment();
        return new PartsReport(
                run.path().toString(), environment.state(), environment.jdk().version(), rows);
    }

    @Override
    public String json() {
        return Json.text(this);
    }

    @Override
    public String markdown() {
        return show(Grid::markdown);
    }

    @Override
    public String text(Charset charset) {
        return Grid.shown(show(Grid::text), charset);
    }

    private String show(Function<Grid, String> form) {
        Grid grid = new Grid().words("µs of a handshake, both sides").figures("once");
        for (Kind kind : Kind.values()) {
            grid.figures("times").figures(kind.name());
        }
        rows.forEach(row -> grid.row(cells(row)));
        return "JDK " + jdk + ", one thread, by jdk, TLS_RSA_WITH_AES_128_GCM_SHA256, RSA-2048"
                + (state == Environment.State.COMPLETE ? "" : ", run " + state) + "\n\n" + form.apply(grid);
    }

    private static List<String> cells(PartRow row) {
        List<String> cells = new ArrayList<>();
        cells.add(row.part());
        cells.add(row.eachMicros().map(each -> figure(each.mean())).orElse(""));
        for (Kind kind : Kind.values()) {
            MeanEstimate cost = row.costs().get(kind);
            Integer times = row.times().get(kind);
            cells.add(times == null ? "" : times.toString());
            cells.add(times != null ? cost == null ? "-" : figure(cost.mean()) : cost == null ? "" : total(cost));
        }
        return cells;
    }

    /** A sum or a rest, with its interval. */
    private static String total(MeanEstimate cost) {
        return figure(cost.mean())
                + (cost.low().isPresent() && cost.high().isPresent()
                        ? " (" + figure(cost.low().getAsDouble()) + " to "
                                + figure(cost.high().getAsDouble()) + ")"
                        : "");
    }

    private static String figure(double micros) {
        return String.format(Locale.ROOT, "%,.2f", micros);
    }
}
