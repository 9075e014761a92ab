package io.tlsgauge.benchmarks.environment;

import io.tlsgauge.results.run.ForkConditions;
import java.util.Arrays;

/**
 * What the machine's processors have done until a moment. Two samples tell what went on between them.
 *
 * @param nanos the moment, by {@code System.nanoTime}
 * @param busyTicks time at work of all processors, in clock ticks
 * @param stealTicks time the hypervisor gave to others
 * @param totalTicks all time, idle or not
 * @param ownTicks time at work of this process and of those of its children that have ended
 * @param throttledMicros how long our control group was held back by its quota, in µs
 * @param averages the load averages as the kernel writes them
 */
record MachineSample(
        long nanos,
        long busyTicks,
        long stealTicks,
        long totalTicks,
        long ownTicks,
        long throttledMicros,
        String averages) {
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STEAL = 7;
    private static final int USER_OF_PROCESS = 11;

    /** A sample of now. */
    static MachineSample of(Kernel kernel, long nanos) {
        // /proc/stat: cpu user nice system idle iowait irq softirq steal guest guest_nice, where user holds guest
        long[] ticks = kernel.lines("proc/stat").stream()
                .filter(line -> line.startsWith("cpu "))
                .findFirst()
                .map(line -> Arrays.stream(line.substring(4).trim().split("\\s+"))
                        .limit(8)
                        .mapToLong(Kernel::number)
                        .toArray())
                .filter(all -> all.length == 8)
                .orElse(new long[8]);
        long total = Arrays.stream(ticks).sum();
        String averages = kernel.line("proc/loadavg");
        String[] fields = averages.split(" ");
        return new MachineSample(
                nanos,
                total - ticks[IDLE] - ticks[WAITING] - ticks[STEAL],
                ticks[STEAL],
                total,
                ownTicks(kernel.line("proc/self/stat")),
                new ControlGroup(kernel).throttledMicros(),
                fields.length < 3 ? averages : String.join(" ", fields[0], fields[1], fields[2]));
    }

    /** User and system time of a process and of its children waited for; the name before them may hold anything. */
    private static long ownTicks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        return Arrays.stream(fields)
                .skip(USER_OF_PROCESS)
                .limit(4)
                .mapToLong(Kernel::number)
                .sum();
    }

    /** What went on from this moment until {@code later}. */
    ForkConditions until(MachineSample later) {
        long ticks = later.totalTicks - totalTicks;
        long foreign = later.busyTicks - busyTicks - (later.ownTicks - ownTicks);
        long micros = (later.nanos - nanos) / 1_000;
        return new ForkConditions(
                percent(later.stealTicks - stealTicks, ticks),
                percent(later.throttledMicros - throttledMicros, micros),
                percent(foreign, ticks),
                later.averages);
    }

    private static double percent(long part, long whole) {
        return whole <= 0 ? 0 : Math.max(0, 100.0 * part / whole);
    }
}
