package io.tlsgauge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tlsgauge.benchmarks.command.Tlsgauge;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every benchmark runs for a moment with every provider; what it measures is proven in the run. */
class BenchmarksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\.HandshakeBenchmark",
                "ServerHandshakeBenchmark",
                "RsaBenchmark -p keyBits=2048",
                "PrfBenchmark",
                "RecordCipherBenchmark"
            })
    void benchmarkRunsWithEveryProvider(String benchmark) {
        String providers = "-p provider=jdk,bc,rsa=bc,prf=jdk,cipher=jdk";
        String moment = "-f 0 -wi 0 -i 1 -r 10ms -t 2 -foe true -v SILENT";
        assertEquals(0, new Tlsgauge().execute((benchmark + " " + providers + " " + moment).split(" ")));
    }
}
