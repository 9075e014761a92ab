package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files in which the kernel tells of the machine. One that is not there has no lines.
 *
 * @param root under which {@code proc} and {@code sys} are
 */
record Kernel(Path root) {
    /** All lines of a file. */
    List<String> lines(String file) {
        try {
            return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The first line of a file, or {@code unknown}. */
    String line(String file) {
        return lines(file).stream()
                .findFirst()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .orElse(Environment.UNKNOWN);
    }

    /** What stands behind the colon in the first line that starts with {@code name}. */
    Optional<String> field(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst();
    }

    /** What stands in brackets in the first line of a file that lists choices, as in {@code always [madvise] never}. */
    String chosen(String file) {
        String line = line(file);
        int open = line.indexOf('[');
        int close = line.indexOf(']');
        return open >= 0 && close > open ? line.substring(open + 1, close) : line;
    }

    /** A whole number; 0 where it is none. */
    static long number(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
