package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tlsgauge.results.run.ForkConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the kernel told before and after a fork of 10 s on two processors, at 100 ticks a second. */
class MachineSampleTest {
    private static final long TEN_SECONDS = 10_000_000_000L;

    @TempDir
    Path root;

    @Test
    void timeOfTheForkItselfIsNotForeign() throws IOException {
        kernel("cpu  1000 0 100 5000 50 0 10 20 0 0", own(100, 10, 400, 40), "throttled_usec 0");
        MachineSample begin = sample(0);
        kernel("cpu  1950 0 150 6000 50 0 10 20 0 0", own(120, 12, 1300, 100), "throttled_usec 0");

        ForkConditions seen = begin.until(sample(TEN_SECONDS));

        assertEquals(0, seen.stealPercent());
        assertEquals(0.9, seen.foreignPercent(), 1e-9);
        assertEquals("1.20 0.80 0.40", seen.loadAverages());
        assertFalse(seen.disturbed());
    }

    @Test
    void stealThrottlingAndForeignLoadDisturbBeyondTheirBounds() throws IOException {
        kernel("cpu  1000 0 100 5000 50 0 10 20 0 0", own(100, 10, 400, 40), "throttled_usec 1000");
        MachineSample begin = sample(0);
        kernel("cpu  2250 0 150 5600 50 0 10 120 0 0", own(120, 12, 1300, 100), "throttled_usec 301000");

        ForkConditions seen = begin.until(sample(TEN_SECONDS));

        assertEquals(
                List.of("steal 5.0 % (bound 2 %)", "throttled 3.0 % (bound 1 %)", "foreign load 15.9 % (bound 5 %)"),
                seen.disturbances());
        assertEquals(15.9 / 5, seen.severity(), 1e-9);
    }

    @Test
    void oldControlGroupsTellThrottlingToo() throws IOException {
        file("proc/self/cgroup", "9:name=systemd:/\n2:cpu,cpuacct:/docker/abc\n0::/\n");
        file("sys/fs/cgroup/cpu/cpu.stat", "nr_periods 5\nthrottled_time 5000000\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n");
        file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertEquals(5_000, sample(0).throttledMicros());
        assertEquals("150000 100000", new ControlGroup(new Kernel(root)).cpuMax());
        assertEquals("max", new ControlGroup(new Kernel(root)).memoryMax());
    }

    @Test
    void machineThatTellsNothingIsUndisturbed() {
        assertFalse(sample(0).until(sample(TEN_SECONDS)).disturbed());
    }

    private MachineSample sample(long nanos) {
        return MachineSample.of(new Kernel(root), nanos);
    }

    private void kernel(String stat, String own, String cpuStat) throws IOException {
        file("proc/stat", stat + "\n");
        file("proc/self/stat", own + "\n");
        file("proc/self/cgroup", "0::/run\n");
        file("sys/fs/cgroup/run/cpu.stat", "usage_usec 1\n" + cpuStat + "\n");
        file("proc/loadavg", "1.20 0.80 0.40 2/200 4711\n");
    }

    /** As of a process whose name is made to be misread. */
    private static String own(int user, int system, int childrenUser, int childrenSystem) {
        return "4711 (java (x) 1) S 1 4711 4711 0 -1 4194560 1 2 3 4 " + user + " " + system + " " + childrenUser + " "
                + childrenSystem + " 20 0 30 0 12345 1 1";
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
