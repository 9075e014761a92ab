package io.tlsgauge.benchmarks.command;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;

/** Reads a file that an option names; what is wrong with it is the option's fault. */
final class OptionFile {
    /** Reads a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    private OptionFile() {}

    static <T> T read(CommandLine command, String option, Reading<T> reading) {
        try {
            return reading.read();
        } catch (NoSuchFileException e) {
            throw new BadOptionException(
                    command, option, "there is no file '" + e.getMessage() + "': give one that exists");
        } catch (IOException e) {
            throw new BadOptionException(command, option, e.getMessage());
        }
    }
}
