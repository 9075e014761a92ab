package io.tlsgauge.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as this project writes it, in the order of the fields and a line each; and as it reads what it has written. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();
    private static final JsonMapper DENSE =
            MAPPER.rebuild().disable(SerializationFeature.INDENT_OUTPUT).build();

    private Json() {}

    /** A mapper that writes so, for those that need more of one. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The JSON of a value; what is not known is null. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The same in one line, for what only programs read. */
    public static String dense(Object value) {
        return DENSE.writeValueAsString(value);
    }

    /**
     * Reads a file, compressed or not.
     *
     * @param what it should be, as in {@code a log of forks}
     * @throws MalformedFileException saying that it is not
     * @throws IOException if it cannot be read
     */
    public static <T> T read(Path file, Class<T> type, String what) throws IOException {
        return read(file, type, what, Function.identity());
    }

    /**
     * Reads a file, compressed or not, and makes something of what it holds.
     *
     * @param what it should be
     * @throws MalformedFileException saying that it is not
     * @throws IOException if it cannot be read
     */
    public static <T, R> R read(Path file, Class<T> type, String what, Function<T, R> made) throws IOException {
        byte[] bytes = PlainContent.of(file);
        try {
            return made.apply(Objects.requireNonNull(MAPPER.readValue(bytes, type), "it holds nothing"));
        } catch (JacksonException e) {
            throw new MalformedFileException(file, "not " + what + ": " + e.getOriginalMessage(), e);
        } catch (NullPointerException e) {
            throw new MalformedFileException(
                    file, "not " + what + ": " + Objects.requireNonNullElse(e.getMessage(), "a field is missing"), e);
        }
    }

    /**
     * Writes a file, in place of what stood there, atomically.
     *
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, Object value) throws IOException {
        AtomicFile.write(file, out -> {
            MAPPER.writeValue(out, value);
            out.write('\n');
        });
    }
}
