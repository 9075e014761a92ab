package io.tlsgauge.benchmarks.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
}
