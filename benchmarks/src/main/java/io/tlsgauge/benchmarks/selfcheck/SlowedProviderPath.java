package io.tlsgauge.benchmarks.selfcheck;

import io.tlsgauge.engine.crypto.CryptoProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What makes the slowed providers known to the forks that are started from now on, and to nobody else. */
final class SlowedProviderPath {
    /** Where JMH takes the class path of its forks from. */
    private static final String CLASS_PATH = "java.class.path";

    private final String before = System.getProperty(CLASS_PATH);

    /**
     * @param folder in which a folder for the class path is made
     * @throws IOException if it cannot be made
     */
    SlowedProviderPath(Path folder) throws IOException {
        Path root = folder.resolve(".slowed-providers").toAbsolutePath();
        Path services = root.resolve("META-INF").resolve("services");
        Files.createDirectories(services);
        Files.writeString(
                services.resolve(CryptoProvider.class.getName()),
                ThreePercentSlower.class.getName() + "\n" + FiftyMicrosSlower.class.getName() + "\n");
        System.setProperty(CLASS_PATH, root + File.pathSeparator + before);
    }

    /** Forks started from now on do not know them any more. */
    void restore() {
        System.setProperty(CLASS_PATH, before);
    }
}
