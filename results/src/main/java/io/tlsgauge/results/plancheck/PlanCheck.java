package io.tlsgauge.results.plancheck;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.plan.Estimate;
import io.tlsgauge.results.plan.Setting;
import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.text.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What plans foretold that a server bears, and what it was found to bear. The content of {@code plan-check.json}.
 *
 * @param environment on what it was measured
 * @param run the run folder's name that the plans were made from
 * @param setting with what was planned, and served
 * @param cores the server's
 * @param wanted how many mixes were to be tried; fewer rows if it was interrupted
 * @param rows a mix each
 */
public record PlanCheck(Environment environment, String run, Setting setting, int cores, int wanted, List<Row> rows) {
    /** Its name in the folder that it is written to. */
    public static final String FILE_NAME = "plan-check.json";

    /** How far a plan may be from what comes of it. */
    public static final double TOLERANCE = 0.1;

    /** How close kept and missed are where a search came to its end. */
    private static final double SEARCHED = 1.06;

    /**
     * A mix.
     *
     * @param foretold the highest rate that the plan gives
     * @param plannedMicros for how long a connection keeps a core by the plan, on the average, while the load's cores work,
     *     too: beside what it was found to, this tells whether a plan misses by its times or by its queue
     * @param found the highest rate that was found, its mix and objective
     */
    public record Row(Estimate foretold, OptionalDouble plannedMicros, HighestRate found) {
        public Row {
            Objects.requireNonNull(foretold, "foretold");
            Objects.requireNonNull(found, "found");
        }

        /** What was found: between the highest rate that kept the objective and the lowest that missed it. */
        OptionalDouble foundRate() {
            return found.isNarrow(SEARCHED) && !found.generatorWasBottleneck()
                    ? OptionalDouble.of(Math.sqrt(found.highestKept().getAsDouble()
                            * found.lowestMissed().getAsDouble()))
                    : OptionalDouble.empty();
        }

        /** The share by which the plan gives more than there is; empty where that was not found. */
        OptionalDouble error() {
            OptionalDouble rate = foundRate();
            return rate.isPresent()
                    ? OptionalDouble.of(foretold.value() / rate.getAsDouble() - 1)
                    : OptionalDouble.empty();
        }

        boolean isMet() {
            return error().isPresent() && Math.abs(error().getAsDouble()) <= TOLERANCE;
        }
    }

    public PlanCheck {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(setting, "setting");
        rows = List.copyOf(rows);
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it holds no such check
     * @throws IOException if it cannot be read
     */
    public static PlanCheck read(Path file) throws IOException {
        return Json.read(file, PlanCheck.class, "a check of plans");
    }

    /**
     * Writes a file.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Json.write(file, this);
    }

    /** One object. */
    public String json() {
        return Json.text(this);
    }

    /** Whether all mixes were tried, and each plan is as close as it is to be. */
    public boolean isMet() {
        return rows.size() == wanted && rows.stream().allMatch(Row::isMet);
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
        return String.format(
                Locale.ROOT,
                "%s, %s: a server of %d %s, planned from %s%n",
                environment.cpu().model(),
                setting,
                cores,
                cores == 1 ? "core" : "cores",
                run);
    }

    private String verdict() {
        String done = rows.size() == wanted ? "" : ", of which " + rows.size() + " were tried";
        return String.format(
                Locale.ROOT,
                "%s: plans within %.0f %% of what the server bears, for %d mixes%s%n",
                isMet() ? "met" : "MISSED",
                TOLERANCE * 100,
                wanted,
                done);
    }

    private Grid grid() {
        Grid grid = new Grid()
                .words("mix")
                .words("objective")
                .figures("foretold/s")
                .figures("95 %")
                .figures("kept/s")
                .figures("missed/s")
                .figures("server ms planned")
                .figures("found")
                .figures("plan is off by");
        for (Row row : rows) {
            HighestRate found = row.found();
            grid.row(List.of(
                    found.mix(),
                    found.objective(),
                    rate(OptionalDouble.of(row.foretold().value())),
                    rate(row.foretold().low()) + " to " + rate(row.foretold().high()),
                    rate(found.highestKept()),
                    rate(found.lowestMissed()),
                    millis(row.plannedMicros()),
                    millis(found.serverMicros()),
                    row.error().isPresent()
                            ? String.format(Locale.ROOT, "%+.1f %%", row.error().getAsDouble() * 100)
                            : found.generatorWasBottleneck()
                                    ? "the generator could do no more"
                                    : "not found to its end"));
        }
        return grid;
    }

    private static String rate(OptionalDouble rate) {
        return rate.isPresent() ? String.format(Locale.ROOT, "%,.0f", rate.getAsDouble()) : "?";
    }

    private static String millis(OptionalDouble micros) {
        return micros.isPresent() ? String.format(Locale.ROOT, "%.3f", micros.getAsDouble() / 1e3) : "?";
    }
}
