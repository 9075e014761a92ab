package io.tlsgauge.results.load;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.latency.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder that holds a load's result: {@code load.json}, everything that was counted, and {@code latency/KIND.hlog},
 * the same latencies as interval logs that other tools read.
 */
public final class LoadFolder {
    /** The file that holds the result. */
    public static final String FILE_NAME = "load.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

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
        AtomicFile.write(folder.resolve(FILE_NAME), out -> {
            MAPPER.writeValue(out, result);
            out.write('\n');
        });
    }

    /**
     * Reads a result.
     *
     * @throws MalformedFileException if the file holds none
     * @throws IOException if it cannot be read
     */
    public static LoadResult read(Path folder) throws IOException {
        Path file = folder.resolve(FILE_NAME);
        byte[] bytes = Files.readAllBytes(file);
        try {
            return Objects.requireNonNull(MAPPER.readValue(bytes, LoadResult.class), "result");
        } catch (JacksonException | NullPointerException e) {
            String problem = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
            throw new MalformedFileException(file, "not a load's result: " + problem, e);
        }
    }
}
