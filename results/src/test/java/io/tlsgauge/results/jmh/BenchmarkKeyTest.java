package io.tlsgauge.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BenchmarkKeyTest {
    @Test
    void fileStemTellsTheKindFirstAndEveryOtherParameterByName() {
        BenchmarkKey key = BenchmarkKey.of(
                "io.tlsgauge.benchmarks.HandshakeBenchmark.handshake",
                2,
                Map.of("provider", "jdk", "kind", "FULL", "keyBits", "2048"));

        assertEquals("HandshakeBenchmark.FULL.handshake.t2.keyBits=2048.provider=jdk", key.fileStem());
    }

    @Test
    void fileStemHoldsNothingThatLeadsOutOfTheFolder() {
        BenchmarkKey key = BenchmarkKey.of("a.B.c", 1, Map.of("file", "../../etc/x y"));

        assertEquals("B.c.t1.file=.._.._etc_x_y", key.fileStem());
    }
}
