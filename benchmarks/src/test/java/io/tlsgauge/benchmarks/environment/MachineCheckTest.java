package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.Finding.Fitness;
import io.tlsgauge.results.run.ForkConditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineCheckTest {
    @TempDir
    Path root;

    @Test
    void machineThatTellsNothingHasNothingToMend() {
        assertTrue(new MachineCheck(root).settings().stream().allMatch(finding -> finding.fitness() == Fitness.FIT));
    }

    @Test
    void everythingThatIsNotAsItShouldBeIsFoundWithReasonAndMend() throws IOException {
        file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave");
        file("sys/devices/system/cpu/intel_pstate/no_turbo", "0");
        file("sys/devices/system/cpu/smt/active", "1");
        file("proc/self/cgroup", "0::/run");
        file("sys/fs/cgroup/run/cpu.max", "50000 100000");
        file("sys/devices/system/clocksource/clocksource0/current_clocksource", "hpet");
        file("proc/meminfo", "SwapTotal: 4096 kB\nSwapFree: 1024 kB");
        file("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never");

        List<Finding> findings = new MachineCheck(root).settings();

        assertEquals(
                Map.of(
                        "governor", Fitness.DOUBTFUL,
                        "turbo", Fitness.DOUBTFUL,
                        "SMT", Fitness.DOUBTFUL,
                        "container quota", Fitness.UNFIT,
                        "clock source", Fitness.UNFIT,
                        "swap", Fitness.DOUBTFUL,
                        "huge pages", Fitness.DOUBTFUL),
                findings.stream().collect(Collectors.toMap(Finding::name, Finding::fitness)));
        for (Finding finding : findings) {
            assertFalse(finding.reason().isEmpty(), finding.name());
            assertFalse(finding.mend().isEmpty(), finding.name());
        }
    }

    @Test
    void stealThrottlingAndOtherLoadMakeAMachineUnfit() {
        List<Finding> findings = MachineCheck.conditions(new ForkConditions(2.1, 1.1, 5.1, "1 1 1"));

        assertEquals(
                3, findings.stream().filter(f -> f.fitness() == Fitness.UNFIT).count());
    }

    @Test
    void clockThatIsSlowOrCoarseIsFound() {
        assertEquals(fitness(Fitness.FIT, Fitness.FIT), timer(25, 30));
        assertEquals(fitness(Fitness.DOUBTFUL, Fitness.FIT), timer(400, 400));
        assertEquals(fitness(Fitness.UNFIT, Fitness.UNFIT), timer(1_500, 15_000_000));
    }

    @Test
    void coresThatSlowEachOtherDownAreDoubtful() {
        assertEquals(
                Fitness.FIT, MachineCheck.neighbours(new NeighbourProbe(1.05)).fitness());
        assertEquals(
                Fitness.DOUBTFUL,
                MachineCheck.neighbours(new NeighbourProbe(1.5)).fitness());
    }

    private static List<Fitness> timer(double cost, long resolution) {
        return MachineCheck.timer(new TimerProbe(cost, resolution)).stream()
                .map(Finding::fitness)
                .toList();
    }

    private static List<Fitness> fitness(Fitness cost, Fitness resolution) {
        return List.of(cost, resolution);
    }

    private void file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }
}
