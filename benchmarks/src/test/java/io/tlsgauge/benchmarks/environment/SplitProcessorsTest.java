package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SplitProcessorsTest {
    @Test
    void threadsOfACoreStayOnOneSide() {
        SplitProcessors split =
                SplitProcessors.split(List.of(0, 1, 2, 3), processor -> processor % 2 == 0 ? "even" : "odd");

        assertEquals(List.of(0, 2), split.server());
        assertEquals(List.of(1, 3), split.load());
    }

    @Test
    void threadsOfTheOnlyCoreAreSplit() {
        SplitProcessors split = SplitProcessors.split(List.of(4, 5), processor -> "the only one");

        assertEquals(List.of(4), split.server());
        assertEquals(List.of(5), split.load());
    }

    @Test
    void processIsKeptToProcessorsAndLetGoAgain() throws Exception {
        long self = ProcessHandle.current().pid();
        SplitProcessors processors = SplitProcessors.orShared();

        try {
            SplitProcessors.pinThisProcess(processors.load());

            assertEquals(Set.copyOf(processors.load()), Set.copyOf(AllowedProcessors.of(self)));
        } finally {
            SplitProcessors.pinThisProcess(processors.all());
        }
        assertEquals(Set.copyOf(processors.all()), Set.copyOf(AllowedProcessors.of(self)));
    }

    @Test
    void processorsOfBothSidesAreAllOnce() {
        assertEquals(List.of(0, 1), new SplitProcessors(List.of(0), List.of(1)).all());
        assertEquals(List.of(0), new SplitProcessors(List.of(0), List.of(0)).all());
        assertTrue(new SplitProcessors(List.of(0), List.of(0)).areShared());
        assertFalse(new SplitProcessors(List.of(0), List.of(1)).areShared());
    }
}
