package io.tlsgauge.results.load;

import io.tlsgauge.results.Json;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.latency.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder that holds a load's result: {@code load.json}, everything that was counted, and {@code latency/KIND.hlog},
 * the same latencies as interval logs that other tools read.
 */
public final class LoadFolder {
    /** The file that holds the result. */
    public static final String FILE_NAME = "load.json";

    private LoadFolder() {}

    /**
     * Writes a result, in place of another that stood there.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path folder, LoadResult result) throws IOException {
        Path latency = Files.createDirectories(folder.resolve("latency"));
        for (ArrivalKind kind : ArrivalKind.values()) {
            Path log = latency.resolve(kind + ".hlog");
            if (result.kind(kind).done() > 0) {
                LatencyLog.write(log, result.intervals(kind).iterator());
            } else {
                Files.deleteIfExists(log);
            }
        }
        Json.write(folder.resolve(FILE_NAME), result);
    }

    /**
     * Reads a result.
     *
     * @throws MalformedFileException if the file holds none
     * @throws IOException if it cannot be read
     */
    public static LoadResult read(Path folder) throws IOException {
        return Json.read(folder.resolve(FILE_NAME), LoadResult.class, "a load's result");
    }
}
