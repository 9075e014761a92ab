package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.Environment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out on what a run is measured. */
public final class EnvironmentProbe {
    private static final List<String> ENVIRONMENT_FLAGS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Kernel kernel;

    /** Probes this machine. */
    public EnvironmentProbe() {
        this(Path.of("/"));
    }

    /** Probes the machine whose {@code proc} and {@code sys} are under {@code root}. */
    EnvironmentProbe(Path root) {
        this.kernel = new Kernel(root);
    }

    /** Where there is no name of the model, as on ARM, by the numbers of who made it and what. */
    private String processor() {
        return kernel.field("proc/cpuinfo", "model name")
                .or(() -> kernel.field("proc/cpuinfo", "CPU implementer")
                        .flatMap(maker -> kernel.field("proc/cpuinfo", "CPU part")
                                .map(part -> "implementer " + maker + ", part " + part)))
                .orElse(Environment.UNKNOWN);
    }

    /**
     * The environment of a run that starts now.
     *
     * @param command the program's arguments
     * @param jdk what runs the forks
     */
    public Environment begin(List<String> command, Environment.Jdk jdk) {
        ControlGroup group = new ControlGroup(kernel);
        return new Environment(
                Environment.State.INCOMPLETE,
                Instant.now(),
                Optional.empty(),
                command,
                Build.engine(),
                jdk,
                new Environment.Cpu(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        kernel.line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
                        turbo(),
                        onOff(kernel.line("sys/devices/system/cpu/smt/active"), "1")),
                new Environment.Container(group.cpuMax(), group.memoryMax()),
                new Environment.Os(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        host(),
                        kernel.line("sys/devices/system/clocksource/clocksource0/current_clocksource"),
                        kernel.chosen("sys/kernel/mm/transparent_hugepage/enabled")),
                memoryBytes(),
                load(),
                Optional.empty());
    }

    /** How busy the machine is now. */
    public Environment.Load load() {
        MachineSample now = MachineSample.of(kernel, System.nanoTime());
        return new Environment.Load(now.averages(), now.stealTicks(), now.totalTicks());
    }

    /** Starts to watch the machine. */
    public MachineWatch watch() {
        return new MachineWatch(kernel);
    }

    /** What the environment's own variables add to the flags of every JDK. */
    public static List<String> flagsOfVariables() {
        List<String> flags = new ArrayList<>();
        for (String variable : ENVIRONMENT_FLAGS) {
            String value = System.getenv(variable);
            if (value != null) {
                flags.add(variable + "=" + value);
            }
        }
        return flags;
    }

    private String turbo() {
        String boost = kernel.line("sys/devices/system/cpu/cpufreq/boost");
        return boost.equals(Environment.UNKNOWN)
                ? onOff(kernel.line("sys/devices/system/cpu/intel_pstate/no_turbo"), "0")
                : onOff(boost, "1");
    }

    private static String onOff(String value, String on) {
        return value.equals(Environment.UNKNOWN) ? value : value.equals(on) ? "on" : "off";
    }

    private long memoryBytes() {
        return kernel.field("proc/meminfo", "MemTotal")
                .map(kibibytes -> Kernel.number(kibibytes.replace(" kB", "")) * 1024)
                .orElse(0L);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Environment.UNKNOWN;
        }
    }
}
