package io.tlsgauge.benchmarks.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine;

/** A file that an option names; what is wrong with it is the option's fault. */
final class OptionFile {
    /** Reads a file. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    private OptionFile() {}

    /** Refuses what no file can be written to. */
    static void requireWritable(CommandLine command, String option, Path file, String example) {
        if (Files.isDirectory(file)) {
            throw new BadOptionException(
                    command, option, "'" + file + "' is a folder: give a file, as in " + file.resolve(example));
        }
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new BadOptionException(
                    command,
                    option,
                    "'" + file + "': there is no folder '" + parent + "': make it, or give another file");
        }
    }

    /** Reads a file. */
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
