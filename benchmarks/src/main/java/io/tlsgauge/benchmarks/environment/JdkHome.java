package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.Environment;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * An installed JDK that forks can be run by, and what it tells of itself when it is started with their arguments.
 *
 * @param home its folder, without symbolic links
 * @param feature its release, such as 17
 * @param vendor as in {@code java.vendor}
 * @param version as in {@code java.runtime.version}
 * @param vmName as in {@code java.vm.name}
 * @param collector its garbage collector, such as {@code G1}
 * @param largePages whether its heap is on huge pages: none, transparent or explicit
 * @param securityProperties the security properties that touch TLS, and the providers
 */
public record JdkHome(
        Path home,
        int feature,
        String vendor,
        String version,
        String vmName,
        String collector,
        String largePages,
        Map<String, String> securityProperties) {
    private static final int OLDEST = 17;

    /** The JDK that runs this. */
    public static JdkHome current(List<String> arguments) {
        return of(Path.of(System.getProperty("java.home")), arguments);
    }

    /**
     * Starts a JDK and asks it.
     *
     * @param given its home
     * @param arguments for its virtual machine, as forks are given
     * @throws IllegalArgumentException that names the path and the mend, if there is no JDK that can measure
     */
    public static JdkHome of(Path given, List<String> arguments) {
        Path java = given.resolve("bin").resolve("java");
        if (!Files.isRegularFile(java) || !Files.isExecutable(java)) {
            throw new IllegalArgumentException(
                    "'" + given + "' is no JDK: give its home, the folder that holds bin/java");
        }
        try {
            return told(given, given.toRealPath(), report(given, java, arguments));
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + given + "' cannot be started: " + e.getMessage(), e);
        }
    }

    /** The program that starts it. */
    public Path java() {
        return home.resolve("bin").resolve("java");
    }

    /** Whether both are the same build of the same vendor, wherever they are. */
    public boolean isSameAs(JdkHome other) {
        return home.equals(other.home) || vendor.equals(other.vendor) && version.equals(other.version);
    }

    /**
     * As it stands in a run's environment.
     *
     * @param flags the arguments of the forks' virtual machines
     * @param blackholes how JMH keeps results alive in them
     */
    public Environment.Jdk described(List<String> flags, String blackholes) {
        return new Environment.Jdk(
                vendor, version, vmName, flags, home.toString(), collector, largePages, blackholes, securityProperties);
    }

    private static String report(Path given, Path java, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(arguments);
        command.addAll(List.of("-cp", classPath().toString(), JdkReport.class.getName()));
        Path said = Files.createTempFile("tlsgauge-jdk", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            int exitCode = process.waitFor();
            String output = Files.readString(said, StandardCharsets.UTF_8);
            if (exitCode != 0) {
                throw refusal(given, output);
            }
            return output;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private static IllegalArgumentException refusal(Path given, String output) {
        if (output.contains("UnsupportedClassVersionError")) {
            return new IllegalArgumentException(
                    "'" + given + "' is older than JDK " + OLDEST + ": give one of " + OLDEST + " or newer");
        }
        String first =
                output.lines().filter(line -> !line.isBlank()).findFirst().orElse("it said nothing");
        return new IllegalArgumentException("'" + given + "' does not start: " + first);
    }

    private static JdkHome told(Path given, Path home, String output) {
        Properties report = new Properties();
        try {
            report.load(new StringReader(output));
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be read", e);
        } catch (IllegalArgumentException e) {
            throw refusal(given, output);
        }
        int feature = (int) Kernel.number(report.getProperty("java.specification.version", ""));
        if (feature < OLDEST) {
            throw refusal(given, output);
        }
        Map<String, String> security = new TreeMap<>();
        for (String name : report.stringPropertyNames()) {
            if (name.startsWith(JdkReport.SECURITY)) {
                security.put(name.substring(JdkReport.SECURITY.length()), report.getProperty(name));
            }
        }
        return new JdkHome(
                home,
                feature,
                report.getProperty("java.vendor"),
                report.getProperty("java.runtime.version"),
                report.getProperty("java.vm.name"),
                report.getProperty(JdkReport.COLLECTOR, Environment.UNKNOWN),
                report.getProperty(JdkReport.LARGE_PAGES, Environment.UNKNOWN),
                security);
    }

    private static Path classPath() {
        try {
            return Path.of(JdkReport.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the place of this program is no path", e);
        }
    }
}
