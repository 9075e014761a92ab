package io.tlsgauge.benchmarks.measurement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Another JDK of this machine than the one that runs the tests: 25, or 17 where that is 25. */
public final class SecondJdk {
    private SecondJdk() {}

    /** Its home, if it is where Debian's packages and Temurin's put it. */
    public static Optional<Path> home() throws IOException {
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) {
            return Optional.empty();
        }
        String other = Runtime.version().feature() == 25 ? ".*-17-.*" : ".*-25-jdk.*";
        try (Stream<Path> homes = Files.list(installed)) {
            return homes.filter(home -> home.getFileName().toString().matches(other))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .findFirst();
        }
    }
}
