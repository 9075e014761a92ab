package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.Environment;
import java.util.Arrays;
import java.util.Optional;

/**
 * Our own control group, of either version. A group of the root has no limits, and no files of them; in a container
 * that sees only its own group, the group's path is that of the host, and its files are at the top.
 */
final class ControlGroup {
    /** What version 1 writes where there is no limit: the greatest number of whole pages. */
    private static final long NO_MEMORY_LIMIT = 1L << 62;

    private final Kernel kernel;

    ControlGroup(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Quota and period in µs, as version 2 writes them: {@code 200000 100000}, or {@code max 100000}. */
    String cpuMax() {
        String unified = unified("cpu.max");
        if (!unified.equals(Environment.UNKNOWN)) {
            return unified;
        }
        if (isUnifiedRoot()) {
            return "max 100000";
        }
        String quota = legacy("cpu", "cpu.cfs_quota_us");
        String period = legacy("cpu", "cpu.cfs_period_us");
        if (quota.equals(Environment.UNKNOWN) || period.equals(Environment.UNKNOWN)) {
            return Environment.UNKNOWN;
        }
        return (quota.startsWith("-") ? "max" : quota) + " " + period;
    }

    /** Bytes, or {@code max}. */
    String memoryMax() {
        String unified = unified("memory.max");
        if (!unified.equals(Environment.UNKNOWN)) {
            return unified;
        }
        if (isUnifiedRoot()) {
            return "max";
        }
        String bytes = legacy("memory", "memory.limit_in_bytes");
        return Kernel.number(bytes) >= NO_MEMORY_LIMIT ? "max" : bytes;
    }

    /** Of version 2, and the machine's own: there is nothing that could limit it. */
    private boolean isUnifiedRoot() {
        return path("0", "").filter(String::isEmpty).isPresent()
                && !kernel.line("sys/fs/cgroup/cgroup.controllers").equals(Environment.UNKNOWN);
    }

    /** How long the group was held back by its quota, in µs since it was made. */
    long throttledMicros() {
        String file = path("0", "").map(group -> "sys/fs/cgroup/" + group).orElse("sys/fs/cgroup/") + "cpu.stat";
        Optional<Long> unified =
                counter(file, "throttled_usec").or(() -> counter("sys/fs/cgroup/cpu.stat", "throttled_usec"));
        return unified.or(() -> path("", "cpu")
                        .flatMap(group -> counter("sys/fs/cgroup/cpu/" + group + "cpu.stat", "throttled_time"))
                        .or(() -> counter("sys/fs/cgroup/cpu/cpu.stat", "throttled_time"))
                        .map(nanos -> nanos / 1_000))
                .orElse(0L);
    }

    private Optional<Long> counter(String file, String name) {
        return kernel.lines(file).stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> Kernel.number(line.substring(name.length())))
                .findFirst();
    }

    private String unified(String file) {
        return firstOf("sys/fs/cgroup/", path("0", "").orElse(""), file);
    }

    private String legacy(String controller, String file) {
        return firstOf("sys/fs/cgroup/" + controller + "/", path("", controller).orElse(""), file);
    }

    private String firstOf(String mount, String group, String file) {
        String own = kernel.line(mount + group + file);
        return own.equals(Environment.UNKNOWN) ? kernel.line(mount + file) : own;
    }

    /** The group's path with a / behind it, from {@code proc/self/cgroup}: {@code hierarchy:controllers:path}. */
    private Optional<String> path(String hierarchy, String controller) {
        return kernel.lines("proc/self/cgroup").stream()
                .map(line -> line.split(":", 3))
                .filter(parts -> parts.length == 3)
                .filter(parts -> hierarchy.isEmpty() || parts[0].equals(hierarchy))
                .filter(parts -> Arrays.asList(parts[1].split(",", -1)).contains(controller))
                .map(parts -> parts[2].substring(1))
                .map(path -> path.isEmpty() ? "" : path + "/")
                .findFirst();
    }
}
