package io.tlsgauge.benchmarks.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final CircuitBreaker circuit = new CircuitBreaker(Duration.ofNanos(10), Long.MAX_VALUE - 50);

    @Test
    void openCircuitAdmitsOneInAPause() {
        assertTrue(circuit.admits(at(0)) && circuit.admits(at(0)));
        assertTrue(circuit.open(at(0), at(0)));
        assertFalse(circuit.open(at(0), at(0)), "it was open");
        assertFalse(circuit.admits(at(9)));
        assertTrue(circuit.admits(at(10)));
        assertFalse(circuit.admits(at(19)));
        assertTrue(circuit.admits(at(20)));
        assertTrue(circuit.close(at(20), at(21)));
        assertFalse(circuit.close(at(20), at(21)), "it was closed");
        assertTrue(circuit.admits(at(21)) && circuit.admits(at(21)));
    }

    @Test
    void whatWasAskedBeforeTheLastChangeChangesNothing() {
        assertTrue(circuit.open(at(5), at(8)));
        assertFalse(circuit.close(at(7), at(9)), "asked before the failure was known");
        assertTrue(circuit.admits(at(18)));
        assertTrue(circuit.close(at(18), at(20)));
        assertFalse(circuit.open(at(18), at(25)), "asked before the success was known");
        assertTrue(circuit.open(at(20), at(26)));
    }

    @Test
    void ofManyThreadsOneIsAdmitted() {
        circuit.open(at(0), at(0));
        assertEquals(
                1,
                IntStream.range(0, 1000)
                        .parallel()
                        .filter(i -> circuit.admits(at(100)))
                        .count());
    }

    /** The clock passes its greatest value on the way, as nanoTime may. */
    private static long at(long nanos) {
        return Long.MAX_VALUE - 50 + nanos;
    }
}
