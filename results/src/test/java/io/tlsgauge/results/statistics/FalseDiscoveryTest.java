package io.tlsgauge.results.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class FalseDiscoveryTest {
    @Test
    void adjustsAsRsPAdjustDoes() {
        // p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH") and p.adjust(c(0.8, 0.001, 0.03, 0.02), "BH")
        assertArrayEquals(
                new double[] {0.05, 0.05, 0.05, 0.05, 0.05},
                FalseDiscovery.adjust(new double[] {0.01, 0.02, 0.03, 0.04, 0.05}),
                1e-12);
        assertArrayEquals(
                new double[] {0.8, 0.004, 0.04, 0.04},
                FalseDiscovery.adjust(new double[] {0.8, 0.001, 0.03, 0.02}),
                1e-12);
    }

    @Test
    void oneTestIsLeftAsItIs() {
        assertArrayEquals(new double[] {0.03}, FalseDiscovery.adjust(new double[] {0.03}));
        assertArrayEquals(new double[0], FalseDiscovery.adjust(new double[0]));
    }
}
