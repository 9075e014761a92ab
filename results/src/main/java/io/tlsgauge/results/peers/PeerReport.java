package io.tlsgauge.results.peers;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.jmh.JmhResults;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.RunFolder;
import io.tlsgauge.results.table.HandshakeRow;
import io.tlsgauge.results.text.Grid;
import io.tlsgauge.results.text.TableAnswer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The engine beside its peers, as one run measured them: goals first, then everybody's handshakes.
 *
 * @param folder where the run is
 * @param state whether it came to its end
 * @param jdk the virtual machine's version
 * @param goals the figures held against goals
 * @param handshakes what each implementation does, by kind, the fastest first
 */
public record PeerReport(
        String folder, Environment.State state, String jdk, List<GoalRow> goals, List<PeerRow> handshakes)
        implements TableAnswer {
    public PeerReport {
        goals = List.copyOf(goals);
        handshakes = List.copyOf(handshakes);
    }

    /**
     * The report of a run, complete or not.
     *
     * @throws MalformedFileException if a file of the run is not what it should be, or the run holds no peers
     * @throws IOException if one cannot be read
     */
    public static PeerReport of(RunFolder run) throws IOException {
        JmhResults results = run.results();
        if (results.all().stream().noneMatch(result -> result.param("peer").isPresent())) {
            throw new MalformedFileException(run.path(), "it holds no peers: measure them by run --peers");
        }
        Environment environment = run.environment();
        return new PeerReport(
                run.path().toString(),
                environment.state(),
                environment.jdk().version(),
                Goals.of(results),
                PeerRow.of(new Measured(results)));
    }

    /** One object of JSON; what was not measured is null. */
    @Override
    public String json() {
        return Json.text(this);
    }

    @Override
    public String text(Charset charset) {
        return Grid.shown(show(Grid::text), charset);
    }

    @Override
    public String markdown() {
        return show(Grid::markdown);
    }

    private String show(Function<Grid, String> grid) {
        return "JDK " + jdk + ", one thread, both sides, TLS_RSA_WITH_AES_128_GCM_SHA256, RSA-2048"
                + (state == Environment.State.COMPLETE ? "" : ", run " + state) + "\n\n"
                + grid.apply(goalGrid()) + "\n" + grid.apply(handshakeGrid());
    }

    private Grid goalGrid() {
        Grid grid = new Grid()
                .words("ratio")
                .words("of")
                .figures("value")
                .figures("95 % interval")
                .figures("reach")
                .figures("aim")
                .words("met");
        String goal = "";
        for (GoalRow row : goals) {
            grid.row(List.of(
                    row.goal().equals(goal) ? "" : row.goal(),
                    row.what(),
                    row.show().value(),
                    row.show().interval(),
                    row.show().reach(),
                    row.show().aim(),
                    met(row)));
            goal = row.goal();
        }
        return grid;
    }

    private static String met(GoalRow row) {
        String met = row.met().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return row.certain() || row.met() == GoalRow.Met.NOT_MEASURED ? met : met + ", not certain";
    }

    private Grid handshakeGrid() {
        Grid grid = new Grid()
                .words("kind")
                .words("implementation")
                .figures("handshakes/s")
                .figures("95 % interval")
                .figures("server µs")
                .figures("client µs");
        for (PeerRow row : handshakes) {
            grid.row(List.of(
                    row.kind(),
                    row.implementation(),
                    row.note().isEmpty() ? figure(row.handshakesPerSecond()) : row.note(),
                    HandshakeRow.interval(row.low(), row.high()),
                    figure(row.serverMicros()),
                    figure(row.clientMicros())));
        }
        return grid;
    }

    private static String figure(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%,.1f", value.getAsDouble()) : "-";
    }
}
