package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds out on what a run is measured. */
public final class EnvironmentProbe {
    private static final List<String> ENVIRONMENT_FLAGS =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private final Path root;

    /** Probes this machine. */
    public EnvironmentProbe() {
        this(Path.of("/"));
    }

    /** Probes the machine whose {@code proc} and {@code sys} are under {@code root}. */
    EnvironmentProbe(Path root) {
        this.root = root;
    }

    /**
     * The environment of a run that starts now, measured by forks of this JVM's JDK.
     *
     * @param command the program's arguments
     * @param forkArguments the arguments of the forks' virtual machines
     */
    public Environment begin(List<String> command, List<String> forkArguments) {
        return new Environment(
                Environment.State.INCOMPLETE,
                Instant.now(),
                Optional.empty(),
                command,
                Build.engine(),
                new Environment.Jdk(
                        System.getProperty("java.vendor"),
                        System.getProperty("java.runtime.version"),
                        System.getProperty("java.vm.name"),
                        flags(forkArguments)),
                new Environment.Cpu(
                        cpuModel(),
                        Runtime.getRuntime().availableProcessors(),
                        line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")),
                new Environment.Container(controlGroup("cpu.max"), controlGroup("memory.max")),
                new Environment.Os(
                        System.getProperty("os.name"),
                        System.getProperty("os.version"),
                        System.getProperty("os.arch"),
                        host()),
                memoryBytes(),
                load(),
                Optional.empty());
    }

    /** How busy the machine is now. */
    public Environment.Load load() {
        // /proc/stat: cpu user nice system idle iowait irq softirq steal guest guest_nice, where user holds guest
        long[] ticks = lines("proc/stat").stream()
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .map(line -> Arrays.stream(line.substring(4).trim().split("\\s+"))
                        .limit(8)
                        .mapToLong(EnvironmentProbe::number)
                        .toArray())
                .orElse(new long[0]);
        String averages = line("proc/loadavg");
        String[] fields = averages.split(" ");
        return new Environment.Load(
                fields.length < 3 ? averages : String.join(" ", fields[0], fields[1], fields[2]),
                ticks.length < 8 ? 0 : ticks[7],
                Arrays.stream(ticks).sum());
    }

    private static List<String> flags(List<String> forkArguments) {
        List<String> flags = new ArrayList<>(forkArguments);
        for (String variable : ENVIRONMENT_FLAGS) {
            String value = System.getenv(variable);
            if (value != null) {
                flags.add(variable + "=" + value);
            }
        }
        return flags;
    }

    private String cpuModel() {
        return field("proc/cpuinfo", "model name").orElse(Environment.UNKNOWN);
    }

    private long memoryBytes() {
        return field("proc/meminfo", "MemTotal")
                .map(kibibytes -> number(kibibytes.replace(" kB", "")) * 1024)
                .orElse(0L);
    }

    /** A limit of our own control group; its root has no such files, and then nothing limits us. */
    private String controlGroup(String file) {
        String group = lines("proc/self/cgroup").stream()
                .filter(line -> line.startsWith("0::/"))
                .map(line -> line.substring("0::/".length()))
                .findFirst()
                .orElse("");
        String own = line("sys/fs/cgroup/" + (group.isEmpty() ? "" : group + "/") + file);
        // inside a container with its own mount the group's path is that of the host
        return own.equals(Environment.UNKNOWN) ? line("sys/fs/cgroup/" + file) : own;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Environment.UNKNOWN;
        }
    }

    private Optional<String> field(String file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name) && line.indexOf(':') > 0)
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst();
    }

    private String line(String file) {
        return lines(file).stream()
                .findFirst()
                .map(String::trim)
                .filter(line -> !line.isEmpty())
                .orElse(Environment.UNKNOWN);
    }

    private List<String> lines(String file) {
        try {
            return new String(Files.readAllBytes(root.resolve(file)), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
