package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.benchmarks.environment.JdkHome;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.runner.CompilerHints;

/**
 * How JMH keeps results alive in forks. Left to itself it asks only the JVM that starts the forks, and the difference
 * between the modes can be worth more than the difference between two JDKs: so it is the same for all of them, and
 * what all of them can.
 */
final class Blackholes {
    private static final String PROPERTY = "jmh.blackhole.mode";

    private Blackholes() {}

    /** The mode for these JDKs: what the user set by JMH's property, or the compiler's where each has HotSpot's. */
    static String mode(List<JdkHome> jdks) {
        String set = System.getProperty(PROPERTY);
        if (set != null) {
            return set.toLowerCase(Locale.ROOT);
        }
        boolean ours = isHotSpot(System.getProperty("java.vm.name"));
        return ours && jdks.stream().allMatch(jdk -> isHotSpot(jdk.vmName())) ? "compiler" : "full_dontinline";
    }

    /** Makes JMH in this JVM use {@code mode}. */
    static void pin(String mode) {
        System.setProperty(PROPERTY, mode.toUpperCase(Locale.ROOT));
        // JMH finds out its mode when it is first asked, and two forks that start at once would both be first.
        CompilerHints.printHints(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    }

    /** What tells a fork's mode to who reads its arguments. */
    static String argument(String mode) {
        return "-D" + PROPERTY + "=" + mode.toUpperCase(Locale.ROOT);
    }

    private static boolean isHotSpot(String vmName) {
        return !vmName.contains("OpenJ9");
    }
}
