package io.tlsgauge.benchmarks.environment;

import static io.tlsgauge.benchmarks.environment.Finding.Fitness.DOUBTFUL;
import static io.tlsgauge.benchmarks.environment.Finding.Fitness.UNFIT;

import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.ForkConditions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a machine is fit to measure on, by what its kernel tells and by its clock. */
public final class MachineCheck {
    private static final Set<String> FAST_CLOCKS =
            Set.of("tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter", "riscv_clocksource");
    private static final double COSTLY_NANOS = 100;
    private static final double TOO_COSTLY_NANOS = 1_000;
    private static final double COARSE_NANOS = 1_000;
    private static final double MOST_SLOWED = 1.15;

    private final Kernel kernel;

    /** A check of this machine. */
    public MachineCheck() {
        this(Path.of("/"));
    }

    /** A check of the machine whose {@code proc} and {@code sys} are under {@code root}. */
    MachineCheck(Path root) {
        this.kernel = new Kernel(root);
    }

    /** All findings; takes about three seconds, in the first of which the machine is watched. */
    public List<Finding> findings() throws InterruptedException {
        MachineWatch watch = new MachineWatch(kernel);
        TimerProbe timer = TimerProbe.measure();
        List<Finding> findings = new ArrayList<>(settings());
        findings.addAll(conditions(watch.conditions()));
        findings.addAll(timer(timer));
        findings.add(neighbours(NeighbourProbe.measure()));
        return findings;
    }

    /** Whether cores are whole ones. */
    static Finding neighbours(NeighbourProbe probe) {
        return Finding.unless(
                probe.slowdown() <= MOST_SLOWED,
                DOUBTFUL,
                "cores side by side",
                String.format(Locale.ROOT, "%.2f times as slow while all are busy", probe.slowdown()),
                "they may be threads of fewer cores: what several threads do is less than their number, and a server"
                        + " slows down beside its load",
                "measure with one thread a core, or on a machine whose cores are whole");
    }

    /** What the machine is set to. */
    List<Finding> settings() {
        Environment environment = new EnvironmentProbe(kernel.root()).begin(List.of(), nothing());
        Environment.Cpu cpu = environment.cpu();
        return List.of(
                Finding.unless(
                        Set.of("performance", Environment.UNKNOWN).contains(cpu.governor()),
                        DOUBTFUL,
                        "governor",
                        cpu.governor(),
                        "the clock frequency follows the load, so a benchmark changes its own speed",
                        "cpupower frequency-set -g performance"),
                Finding.unless(
                        !cpu.turbo().equals("on"),
                        DOUBTFUL,
                        "turbo",
                        cpu.turbo(),
                        "how far cores exceed their base frequency depends on heat and on how many are at work",
                        "echo 0 > /sys/devices/system/cpu/cpufreq/boost, or 1 > .../cpu/intel_pstate/no_turbo"),
                Finding.unless(
                        !cpu.smt().equals("on"),
                        DOUBTFUL,
                        "SMT",
                        cpu.smt(),
                        "two threads may share a core or not, and differ by a half for it",
                        "echo off > /sys/devices/system/cpu/smt/control, or read no more than one thread a core"),
                quota(environment.container().cpuMax(), cpu.cores()),
                clockSource(environment.os().clockSource()),
                swap(),
                Finding.unless(
                        !environment.os().hugePages().equals("always"),
                        DOUBTFUL,
                        "huge pages",
                        environment.os().hugePages(),
                        "the kernel merges pages behind a fork's back, in some forks and not in others",
                        "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled"));
    }

    private Finding quota(String cpuMax, int cores) {
        String[] quotaAndPeriod = cpuMax.split(" ");
        if (quotaAndPeriod.length < 2 || quotaAndPeriod[0].equals("max")) {
            return Finding.fit("container quota", cpuMax);
        }
        double processors = (double) Kernel.number(quotaAndPeriod[0]) / Math.max(1, Kernel.number(quotaAndPeriod[1]));
        return Finding.unless(
                processors > cores,
                processors < 1 ? UNFIT : DOUBTFUL,
                "container quota",
                String.format(Locale.ROOT, "%.1f processors", processors),
                "beyond its quota the container stands still until the period is over; compiler and collector"
                        + " threads count, too",
                "take the limit off, or pin it to processors of its own (cpuset) instead");
    }

    private static Finding clockSource(String source) {
        boolean known = !source.equals(Environment.UNKNOWN);
        return Finding.unless(
                !known || FAST_CLOCKS.contains(source),
                source.equals("hpet") || source.equals("acpi_pm") || source.equals("jiffies") ? UNFIT : DOUBTFUL,
                "clock source",
                source,
                "every reading of the clock is a call of the kernel or the hypervisor",
                "boot with clocksource=tsc, if the kernel did not find the TSC unstable");
    }

    private Finding swap() {
        long used = kibibytes("SwapTotal") - kibibytes("SwapFree");
        return Finding.unless(
                used <= 0,
                DOUBTFUL,
                "swap",
                used <= 0 ? "unused" : used / 1024 + " MiB used",
                "a page that must be read from disk costs as much as thousands of handshakes",
                "end what fills the memory, then swapoff -a");
    }

    private long kibibytes(String name) {
        return kernel.field("proc/meminfo", name)
                .map(value -> Kernel.number(value.replace(" kB", "")))
                .orElse(0L);
    }

    /** What else went on, by the bounds beyond which a fork counts as disturbed. */
    static List<Finding> conditions(ForkConditions seen) {
        return List.of(
                Finding.unless(
                        seen.stealPercent() <= ForkConditions.MOST_STEAL,
                        UNFIT,
                        "steal",
                        percent(seen.stealPercent()),
                        "the hypervisor gives this machine's processors to others",
                        "measure on dedicated processors, or at another time"),
                Finding.unless(
                        seen.throttledPercent() <= ForkConditions.MOST_THROTTLED,
                        UNFIT,
                        "throttling",
                        percent(seen.throttledPercent()),
                        "the container is held back by its quota",
                        "take the limit off"),
                Finding.unless(
                        seen.foreignPercent() <= ForkConditions.MOST_FOREIGN,
                        UNFIT,
                        "other load",
                        percent(seen.foreignPercent()) + " of all processors, load averages " + seen.loadAverages(),
                        "what else runs here takes time, caches and frequency from benchmarks",
                        "end it; top shows what it is"));
    }

    /** What the clock is worth. */
    static List<Finding> timer(TimerProbe timer) {
        return List.of(
                Finding.unless(
                        timer.costNanos() <= COSTLY_NANOS,
                        timer.costNanos() <= TOO_COSTLY_NANOS ? DOUBTFUL : UNFIT,
                        "timer cost",
                        String.format(Locale.ROOT, "%.0f ns", timer.costNanos()),
                        "a handshake reads the clock five times",
                        "a faster clock source (above)"),
                Finding.unless(
                        timer.resolutionNanos() <= COARSE_NANOS,
                        UNFIT,
                        "timer resolution",
                        timer.resolutionNanos() + " ns",
                        "latencies of some microseconds cannot be told apart",
                        "a finer clock source (above)"));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }

    private static Environment.Jdk nothing() {
        return new Environment.Jdk("", "", "", List.of());
    }
}
