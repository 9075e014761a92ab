package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tlsgauge.results.run.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentProbeTest {
    private static final Environment.Jdk JDK = new Environment.Jdk("Vendor", "17", "VM", List.of("-Xmx1g"));

    @TempDir
    Path root;

    @Test
    void readsWhatTheKernelTells() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 3 GHz\n");
        file("proc/meminfo", "MemTotal:        2048 kB\nMemFree:  1 kB\n");
        file("proc/loadavg", "0.10 0.20 0.30 1/200 4711\n");
        file("proc/stat", "cpu  10 0 20 70 0 0 1 9 5 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
        file("proc/self/cgroup", "0::/user.slice/run\n");
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
        file("sys/fs/cgroup/user.slice/run/cpu.max", "200000 100000\n");
        file("sys/fs/cgroup/user.slice/run/memory.max", "max\n");

        Environment environment = new EnvironmentProbe(root).begin(List.of("run"), JDK);

        assertEquals("Some CPU @ 3 GHz", environment.cpu().model());
        assertEquals("performance", environment.cpu().governor());
        assertEquals(2048 * 1024, environment.memoryBytes());
        assertEquals(new Environment.Container("200000 100000", "max"), environment.container());
        assertEquals(new Environment.Load("0.10 0.20 0.30", 9, 110), environment.before());
        assertEquals("-Xmx1g", environment.jdk().flags().get(0));
    }

    @Test
    void limitsOfAContainerThatSeesOnlyItsOwnGroupAreFound() throws IOException {
        file("proc/self/cgroup", "0::/docker/abc\n");
        file("sys/fs/cgroup/cpu.max", "max 100000\n");

        Environment environment = new EnvironmentProbe(root).begin(List.of(), JDK);

        assertEquals("max 100000", environment.container().cpuMax());
    }

    @Test
    void rootOfAllGroupsHasNoLimits() throws IOException {
        file("proc/self/cgroup", "0::/\n");
        file("sys/fs/cgroup/cgroup.controllers", "cpu memory\n");

        Environment environment = new EnvironmentProbe(root).begin(List.of(), JDK);

        assertEquals(new Environment.Container("max 100000", "max"), environment.container());
    }

    @Test
    void processorWithoutANameIsToldByItsParts() throws IOException {
        file("proc/cpuinfo", "CPU implementer\t: 0x41\nCPU part\t: 0xd40\nCPU revision\t: 1\n");

        Environment environment = new EnvironmentProbe(root).begin(List.of(), JDK);

        assertEquals("implementer 0x41, part 0xd40", environment.cpu().model());
    }

    @Test
    void machineThatTellsNothingIsUnknownAndNoError() {
        Environment environment = new EnvironmentProbe(root).begin(List.of(), JDK);

        assertEquals(Environment.UNKNOWN, environment.cpu().model());
        assertEquals(Environment.UNKNOWN, environment.cpu().governor());
        assertEquals(new Environment.Container(Environment.UNKNOWN, Environment.UNKNOWN), environment.container());
        assertEquals(new Environment.Load(Environment.UNKNOWN, 0, 0), environment.before());
        assertEquals(0, environment.memoryBytes());
    }

    @Test
    void filesOfAnotherShapeAreNoError() throws IOException {
        file("proc/meminfo", "MemTotal: much\n");
        file("proc/stat", "cpu  a b\n");
        file("proc/loadavg", "\n");

        Environment environment = new EnvironmentProbe(root).begin(List.of(), JDK);

        assertEquals(0, environment.memoryBytes());
        assertEquals(new Environment.Load(Environment.UNKNOWN, 0, 0), environment.before());
    }

    @Test
    void buildKnowsItsVersion() {
        assertFalse(Build.engine().version().contains("$"));
        assertFalse(Build.engine().commit().contains("$"));
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
