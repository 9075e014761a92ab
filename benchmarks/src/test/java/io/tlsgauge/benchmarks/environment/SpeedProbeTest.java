package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpeedProbeTest {
    @Test
    void allProcessorsWorkAtOnce() throws Exception {
        long before =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();

        double speed = new SpeedProbe().measure();

        long spent =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() - before;
        assertTrue(speed > 0 && Double.isFinite(speed), "speed " + speed);
        assertTrue(spent > 500, "processor time: " + spent + " ms");
    }
}
