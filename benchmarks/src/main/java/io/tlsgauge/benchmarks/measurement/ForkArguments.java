package io.tlsgauge.benchmarks.measurement;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a fork's virtual machine, beyond those this JVM was started with, which every fork inherits.
 *
 * <p>Heap and collector are pinned, because the JVM would choose them by the machine it finds: a small container
 * silently gets another collector. What the user chose by an argument of ours is left as it is.
 */
public final class ForkArguments {
    /** The system property that tells a fork the folder for its latency logs. */
    public static final String LATENCY_FOLDER = "tlsgauge.latency";

    private static final String HEAP = "-Xmx512m";

    private ForkArguments() {}

    /** The arguments this JVM was started with. */
    public static List<String> inherited() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments();
    }

    /** What is pinned for forks that inherit {@code inherited}. */
    static List<String> pinned(List<String> inherited) {
        List<String> pinned = new ArrayList<>();
        if (inherited.stream().noneMatch(argument -> argument.matches("-Xm[sx].*|-XX:.*(HeapSize|RAMPercentage)=.*"))) {
            pinned.addAll(List.of("-Xms512m", HEAP));
        }
        if (inherited.stream().noneMatch(argument -> argument.matches("-XX:\\+Use\\w+GC"))) {
            pinned.add("-XX:+UseG1GC");
        }
        return pinned;
    }

    /** How much memory a fork takes, in bytes: its heap, and what a virtual machine needs besides. */
    static long memory() {
        boolean pinned = pinned(inherited()).contains(HEAP);
        return (pinned ? 512L << 20 : Runtime.getRuntime().maxMemory()) + (256L << 20);
    }

    /**
     * What keeps a fork of this JVM's JDK from warning of how JMH checks its field layout, and of providers that
     * load a native library; no measured code is touched.
     */
    public static List<String> silencing() {
        return silencing(Runtime.version().feature());
    }

    /** Likewise for a JDK of another release. */
    private static List<String> silencing(int feature) {
        return feature >= 24
                ? List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")
                : List.of();
    }

    /**
     * All arguments given to a fork.
     *
     * @param latencyFolder where it writes its latencies
     * @param turns where its turns are given
     * @param feature the release of its JDK
     * @param blackholes how JMH keeps results alive in it
     */
    static List<String> of(Path latencyFolder, String turns, int feature, String blackholes) {
        List<String> arguments = new ArrayList<>(pinned(inherited()));
        arguments.addAll(silencing(feature));
        arguments.add(Blackholes.argument(blackholes));
        arguments.add("-D" + LATENCY_FOLDER + "=" + latencyFolder);
        arguments.add("-D" + TurnProfiler.ADDRESS + "=" + turns);
        return arguments;
    }

    /** The arguments that matter to what is measured: the pinned ones, then the inherited. */
    public static List<String> measured() {
        List<String> inherited = inherited();
        List<String> arguments = new ArrayList<>(pinned(inherited));
        arguments.addAll(inherited);
        return arguments;
    }
}
