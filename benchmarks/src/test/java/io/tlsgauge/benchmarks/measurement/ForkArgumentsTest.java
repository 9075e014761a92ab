package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkArgumentsTest {
    @Test
    void heapAndCollectorArePinned() {
        assertEquals(List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"), ForkArguments.pinned(List.of("-Dx=y")));
    }

    @Test
    void whatTheUserChoseIsLeft() {
        assertEquals(List.of("-XX:+UseG1GC"), ForkArguments.pinned(List.of("-Xmx4g")));
        assertEquals(List.of("-XX:+UseG1GC"), ForkArguments.pinned(List.of("-XX:MaxRAMPercentage=50")));
        assertEquals(List.of("-Xms512m", "-Xmx512m"), ForkArguments.pinned(List.of("-XX:+UseZGC")));
    }
}
