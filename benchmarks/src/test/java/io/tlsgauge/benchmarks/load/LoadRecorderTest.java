package io.tlsgauge.benchmarks.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.KindResult;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoadRecorderTest {
    @Test
    void secondsOfALongLoadAreAllThereThoseOfArrivalsThatTookLongAsWell() {
        LoadRecorder recorder = new LoadRecorder(0, 0, new LiveCounters(Long.MAX_VALUE));
        for (int second = 0; second < 100; second++) {
            recorder.done(ArrivalKind.FULL, moments(second, 1_000));
        }
        recorder.done(ArrivalKind.FULL, moments(3, 99_000_000_000L));

        KindResult result = recorder.results().get(ArrivalKind.FULL);

        assertEquals(100, result.seconds().size());
        assertEquals(101, result.latency().count());
        assertEquals(2, result.latency(3, 4).count());
        assertEquals(99.0, result.latency(3, 4).maxNanos() / 1e9, 0.1);
        assertEquals(1, result.latency(99, 100).count());
    }

    private static Moments moments(int second, long latency) {
        long due = TimeUnit.SECONDS.toNanos(second);
        Moments moments = new Moments(due, due);
        moments.ended = due + latency;
        return moments;
    }
}
