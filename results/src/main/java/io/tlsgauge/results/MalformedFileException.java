package io.tlsgauge.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;

/** A file that is there but does not hold what it should; the message is one line: the file, then what is wrong. */
public final class MalformedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file read
     * @param problem what is wrong with it, and where known the mend
     */
    public MalformedFileException(Path file, String problem) {
        super(message(file, problem));
    }

    /**
     * @param file the file read
     * @param problem what is wrong with it; of several lines the first is kept
     * @param cause what the parser said
     */
    public MalformedFileException(Path file, String problem, Throwable cause) {
        super(message(file, problem), cause);
    }

    private static String message(Path file, String problem) {
        return Objects.requireNonNull(file, "file") + ": "
                + problem.lines().findFirst().orElse("malformed");
    }
}
