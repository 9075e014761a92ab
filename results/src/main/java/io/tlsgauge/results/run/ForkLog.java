package io.tlsgauge.results.run;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Every fork of a run, and what the machine did meanwhile: the content of {@code forks.json}.
 *
 * @param forks in the order of time
 */
public record ForkLog(List<Fork> forks) {
    private static final int MOST_NOTES = 5;
    /**
     * One fork.
     *
     * @param number what it measured, by its place among the run's trials
     * @param trial the same, as the run's progress names it
     * @param round in which round, from 1
     * @param attempt 1, or 2 if it repeats one that was disturbed
     * @param started when
     * @param seconds how long it took, its start included
     * @param score what it measured, in the benchmark's own unit; empty if it failed
     * @param conditions what else the machine did
     * @param disturbances what of that was beyond its bound; a fork with any is disturbed
     * @param kept whether its figures are among the run's: of a disturbed fork and its repeat, the less disturbed
     * @param failure why it failed; empty if it did not
     */
    public record Fork(
            int number,
            String trial,
            int round,
            int attempt,
            Instant started,
            double seconds,
            Optional<Double> score,
            ForkConditions conditions,
            List<String> disturbances,
            boolean kept,
            Optional<String> failure) {
        public Fork {
            Objects.requireNonNull(trial, "trial");
            Objects.requireNonNull(started, "started");
            Objects.requireNonNull(score, "score");
            Objects.requireNonNull(conditions, "conditions");
            disturbances = List.copyOf(Objects.requireNonNull(disturbances, "disturbances"));
            Objects.requireNonNull(failure, "failure");
        }

        /** Whether it measured the same in the same round. */
        public boolean isTwinOf(Fork other) {
            return number == other.number && round == other.round;
        }

        private boolean overlaps(Fork other) {
            return started.isBefore(other.ended()) && other.started.isBefore(ended());
        }

        private Instant ended() {
            return started.plusMillis(Math.round(seconds * 1e3));
        }

        private Fork dropped() {
            return new Fork(
                    number, trial, round, attempt, started, seconds, score, conditions, disturbances, false, failure);
        }
    }

    public ForkLog {
        forks = List.copyOf(forks);
    }

    /** This log with one more fork, which takes the place of its twins if it is kept. */
    public ForkLog with(Fork fork) {
        List<Fork> all = new ArrayList<>();
        for (Fork earlier : forks) {
            all.add(fork.kept && earlier.isTwinOf(fork) ? earlier.dropped() : earlier);
        }
        all.add(fork);
        return new ForkLog(all);
    }

    /** The forks of one trial and round that did not fail. */
    public List<Fork> measured(int number, int round) {
        return forks.stream()
                .filter(fork -> fork.number == number && fork.round == round && fork.failure.isEmpty())
                .toList();
    }

    /**
     * Whether each fork among the figures was at work while its twin in another log was, where that has one. So it is
     * not where one side of a round failed, and was measured later.
     */
    public boolean isBeside(ForkLog other) {
        return forks.stream()
                .filter(Fork::kept)
                .allMatch(fork -> other.forks.stream()
                        .filter(twin -> twin.kept && twin.isTwinOf(fork))
                        .allMatch(fork::overlaps));
    }

    /** How many disturbed forks the figures hold. */
    public int disturbedAmongFigures() {
        return (int) forks.stream()
                .filter(fork -> fork.kept && !fork.disturbances.isEmpty())
                .count();
    }

    /** What a reader of the run's figures has to know of its forks, one line each; empty if all were undisturbed. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        long disturbed =
                forks.stream().filter(fork -> !fork.disturbances.isEmpty()).count();
        if (disturbed > 0) {
            long repeats = forks.stream().filter(fork -> fork.attempt > 1).count();
            notes.add(String.format(
                    Locale.ROOT,
                    "%d of %d forks were disturbed, %d repeated; disturbed forks among the figures: %d",
                    disturbed,
                    forks.size(),
                    repeats,
                    disturbedAmongFigures()));
        }
        forks.stream()
                .filter(fork -> fork.kept && !fork.disturbances.isEmpty())
                .limit(MOST_NOTES)
                .forEach(fork -> notes.add("disturbed: " + fork.trial + ", round " + fork.round + ": "
                        + String.join(", ", fork.disturbances)));
        if (disturbedAmongFigures() > MOST_NOTES) {
            notes.add("and " + (disturbedAmongFigures() - MOST_NOTES) + " more: see forks.json");
        }
        return notes;
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it holds no such log
     * @throws IOException if it cannot be read
     */
    static ForkLog read(Path file) throws IOException {
        return Json.read(file, Fork[].class, "a log of forks", forks -> new ForkLog(Arrays.asList(forks)));
    }

    /**
     * Writes a file, in place of what stood there, atomically.
     *
     * @throws IOException if it cannot be written
     */
    void write(Path file) throws IOException {
        Json.write(file, forks);
    }
}
