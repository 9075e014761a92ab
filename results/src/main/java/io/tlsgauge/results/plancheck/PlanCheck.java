package io.tlsgauge.results.plancheck;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.load.HighestRate;
import io.tlsgauge.results.plan.Estimate;
import io.tlsgauge.results.plan.Setting;
import io.tlsgauge.results.run.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

        private String question() {
            return found.mix() + ", " + found.objective();
        }

        /** What the plan gives over what there is; empty where that was not found. */
        OptionalDouble ratio() {
            OptionalDouble rate = foundRate();
            return rate.isPresent() ? OptionalDouble.of(foretold.value() / rate.getAsDouble()) : OptionalDouble.empty();
        }
    }

    public PlanCheck {
        Objects.requireNonNull(environment, "environment");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(setting, "setting");
        rows = List.copyOf(rows);
    }

    /** Whether both are of one server and the same mixes in the same order, as far as they were tried. */
    boolean isRoundOfOneCheckWith(PlanCheck longer) {
        List<String> questions = rows.stream().map(Row::question).toList();
        return setting.equals(longer.setting)
                && environment.cpu().model().equals(longer.environment.cpu().model())
                && cores == longer.cores
                && wanted == longer.wanted
                && questions.equals(longer.rows.stream()
                        .limit(questions.size())
                        .map(Row::question)
                        .toList());
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
}
