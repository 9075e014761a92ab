package io.tlsgauge.results.selfcheck;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.text.Grid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;

/**
 * A self-check: what was measured where, and what is concluded of it. The content of {@code self-check.json.gz}, which
 * is all that is needed to judge it anew.
 *
 * @param environment on what it was measured
 * @param forkNotes what has to be known of its forks, as of those that were disturbed
 * @param judgement what is concluded
 * @param pool what the forks measured
 */
public record SelfCheckRecord(Environment environment, List<String> forkNotes, Judgement judgement, ForkPool pool) {
    /** Its name in the folder that it is written to. */
    public static final String FILE_NAME = "self-check.json.gz";

    public SelfCheckRecord {
        Objects.requireNonNull(environment, "environment");
        forkNotes = List.copyOf(Objects.requireNonNull(forkNotes, "forkNotes"));
        Objects.requireNonNull(judgement, "judgement");
        Objects.requireNonNull(pool, "pool");
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it holds no self-check
     * @throws IOException if it cannot be read
     */
    public static SelfCheckRecord read(Path file) throws IOException {
        return Json.read(file, SelfCheckRecord.class, "a self-check");
    }

    /**
     * Writes a file.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        byte[] json = Json.dense(this).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> {
            OutputStream compressed = new GZIPOutputStream(out);
            compressed.write(json);
            compressed.close();
        });
    }

    /** The same forks, judged in another way. */
    public SelfCheckRecord judged(Judgement other) {
        return new SelfCheckRecord(environment, forkNotes, other, pool);
    }

    /** What is concluded, as JSON. */
    public String json() {
        return Json.text(judgement);
    }

    /** What is concluded, for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s, %d processors, JDK %s: a pool of %d rounds, %d iterations a fork%n",
                environment.cpu().model(),
                environment.cpu().cores(),
                environment.jdk().version(),
                judgement.rounds(),
                judgement.iterations()));
        forkNotes.forEach(note -> text.append(note).append('\n'));
        text.append(String.format(
                Locale.ROOT,
                "drawn from it: %,d comparisons a line, each of %d rounds and %d benchmarks, at the most one slowed;"
                        + " cut from it: %d, which share no fork%n%n",
                judgement.comparisons(),
                judgement.perComparison(),
                judgement.benchmarks(),
                judgement.runs()));
        text.append(grid().text()).append('\n');
        for (Judgement.Sides sides : judgement.sides()) {
            text.append(String.format(
                    Locale.ROOT,
                    "all rounds at once, one side as measured against the other, %s: %+.2f %% (%+.2f to %+.2f), %s%n",
                    sides.kind(),
                    sides.percent(),
                    sides.lowPercent(),
                    sides.highPercent(),
                    sides.verdict().words()));
        }
        text.append(String.format(
                Locale.ROOT,
                "%s: false alarms in at most %.0f %% of comparisons, each slowdown found in at least %.0f %%%n",
                judgement.met() ? "met" : "MISSED",
                SelfCheck.MOST_FALSE_ALARMS * 100,
                SelfCheck.LEAST_FOUND * 100));
        return text.toString();
    }

    private Grid grid() {
        Grid grid = new Grid()
                .words("injected")
                .words("into")
                .figures("longer by")
                .figures("claimed")
                .figures("of those cut")
                .figures("rounds for 90 %");
        Judgement.FalseAlarms none = judgement.falseAlarms();
        grid.row(List.of("nothing", "-", "-", percent(none.comparisons()), ofRuns(none.runs()), "-"));
        for (Judgement.Found found : judgement.found()) {
            grid.row(List.of(
                    found.slowdown().words(),
                    found.kind(),
                    String.format(
                            Locale.ROOT,
                            "%.2f %% (%.2f to %.2f)",
                            found.percent(),
                            found.lowPercent(),
                            found.highPercent()),
                    percent(found.comparisons()),
                    ofRuns(found.runs()),
                    rounds(found.roundsNeeded())));
        }
        return grid;
    }

    private String percent(int counted) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * judgement.share(counted));
    }

    private String ofRuns(int counted) {
        return counted + " of " + judgement.runs();
    }

    private static String rounds(OptionalInt rounds) {
        return rounds.isPresent() ? Integer.toString(rounds.getAsInt()) : "none would";
    }
}
