package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedProcessorsTest {
    @Test
    void listsOfTheKernelAreNumbersAndRanges() {
        assertEquals(List.of(0, 1, 2, 5), AllowedProcessors.numbers("0-2,5"));
    }

    @Test
    void processIsAllowedNoFewerThanItsJvmCounts() {
        int allowed = AllowedProcessors.of(ProcessHandle.current().pid()).size();

        assertTrue(allowed >= Runtime.getRuntime().availableProcessors(), "allowed: " + allowed);
    }

    @Test
    void processThatIsNotThereIsAllowedNone() {
        assertTrue(AllowedProcessors.of(0).isEmpty());
    }
}
