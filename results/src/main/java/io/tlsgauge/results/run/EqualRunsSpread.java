package io.tlsgauge.results.run;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * By how much a machine measures the same thing differently: the spread of runs of the same benchmark, interleaved
 * (A/A). It stands beside the run folders, since it is the machine's and not a run's.
 *
 * @param measured when
 * @param cpuModel the processor's name, as in {@code environment.json}
 * @param cores its logical processors, likewise
 * @param rounds how many forks each side had
 * @param spreadPercent the smallest difference that the machine can show, in percent, at least 0 and below 100
 */
public record EqualRunsSpread(Instant measured, String cpuModel, int cores, int rounds, double spreadPercent) {
    /** The file's name. */
    public static final String FILE_NAME = "aa-spread.json";

    public EqualRunsSpread {
        Objects.requireNonNull(measured, "measured");
        Objects.requireNonNull(cpuModel, "cpuModel");
        if (!(spreadPercent >= 0 && spreadPercent < 100)) {
            throw new IllegalArgumentException("spreadPercent must be 0 to 100, not " + spreadPercent);
        }
    }

    /** Whether the spread is of such a machine. */
    public boolean isOf(Environment.Cpu cpu) {
        return cpu.model().equals(cpuModel) && cpu.cores() == cores;
    }

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it holds no spread
     * @throws IOException if it cannot be read
     */
    public static EqualRunsSpread read(Path file) throws IOException {
        return Json.read(file, EqualRunsSpread.class, "a spread of equal runs");
    }

    /**
     * Writes it into the folder that holds the run folders.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path runs) throws IOException {
        Json.write(runs.resolve(FILE_NAME), this);
    }
}
