package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The build that runs: its version and commit, filled in by Maven. */
public final class Build {
    private static final String RESOURCE = "/io/tlsgauge/benchmarks/build.properties";

    private Build() {}

    /** The engine in this build; its commit is {@code unknown} where it was not built from a git repository. */
    public static Environment.Engine engine() {
        Properties build = new Properties();
        try (InputStream in = Build.class.getResourceAsStream(RESOURCE)) {
            build.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + RESOURCE + " cannot be read", e);
        }
        boolean dirty = Boolean.parseBoolean(build.getProperty("dirty"));
        return new Environment.Engine(
                build.getProperty("version"), build.getProperty("commit") + (dirty ? "-dirty" : ""));
    }
}
