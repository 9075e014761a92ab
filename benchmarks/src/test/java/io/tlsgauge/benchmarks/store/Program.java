package io.tlsgauge.benchmarks.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that tests run, and that may not be installed. */
public final class Program {
    private Program() {}

    /** Skips the tests, with a word, where one is not installed; where everything must be, they fail later. */
    public static void require(String... programs) {
        for (String program : programs) {
            assumeTrue(
                    isInstalled(program) || System.getenv("CI") != null, "skipped: " + program + " is not installed");
        }
    }

    /** Whether it is in the path, or where Debian has its servers. */
    private static boolean isInstalled(String program) {
        return Arrays.stream((System.getenv("PATH") + File.pathSeparator + "/usr/sbin").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }
}
