package io.tlsgauge.results.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        LatencyLog written = LatencyLog.of(List.of(interval(1_000, "a", 5, 70_000), interval(2_000, null, 900)));
        Path file = folder.resolve("x.hlog");
        written.write(file);

        LatencyLog read = LatencyLog.read(file);

        assertEquals(written.intervals(), read.intervals());
        assertEquals("a", read.intervals().get(0).getTag());
        assertEquals(1_000, read.intervals().get(0).getStartTimeStamp());
        assertEquals(1_500, read.intervals().get(0).getEndTimeStamp());
    }

    @Test
    void mergeKeepsEveryIntervalAndEveryCount() {
        LatencyLog one = LatencyLog.of(List.of(interval(3_000, "one", 10, 20, 59_000_000_000L)));
        LatencyLog other = LatencyLog.of(List.of(interval(1_000, "other", 30), interval(2_000, "other", 40)));

        LatencyLog merged = LatencyLog.merge(List.of(one, other));

        assertEquals(5, merged.count());
        assertEquals(
                List.of("other", "other", "one"),
                merged.intervals().stream().map(Histogram::getTag).toList());
        assertEquals(30, merged.percentileNanos(50));
        assertEquals(10, merged.percentileNanos(0));
    }

    @Test
    void emptyLogIsReadBackEmpty() throws IOException {
        Path file = folder.resolve("x.hlog");
        LatencyLog.of(List.of()).write(file);

        assertEquals(0, LatencyLog.read(file).count());
        assertEquals(0, LatencyLog.read(file).percentileNanos(99));
    }

    @Test
    void taggingChangesTheTagAndNothingElse() {
        LatencyLog log = LatencyLog.of(List.of(interval(1_000, "old", 5)));

        assertEquals("fork2", log.tagged("fork2").intervals().get(0).getTag());
        assertEquals(log.intervals(), log.tagged("fork2").intervals());
        assertThrows(IllegalArgumentException.class, () -> log.tagged("a,b"));
    }

    @Test
    void fileThatIsNoLogIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("x.hlog"), "hello\n");

        MalformedFileException e = assertThrows(MalformedFileException.class, () -> LatencyLog.read(file));

        assertTrue(e.getMessage().contains("x.hlog: not an HdrHistogram log"), e.getMessage());
    }

    @Test
    void binaryFileIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("x.hlog"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});

        assertThrows(MalformedFileException.class, () -> LatencyLog.read(file));
    }

    @Test
    void logCutShortIsRefused() throws IOException {
        Path file = folder.resolve("x.hlog");
        LatencyLog.of(List.of(interval(1_000, "a", 5, 70_000), interval(2_000, "b", 900, 5, 7)))
                .write(file);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 9));

        MalformedFileException e = assertThrows(MalformedFileException.class, () -> LatencyLog.read(file));

        assertTrue(e.getMessage().contains("interval 2 cannot be decoded"), e.getMessage());
    }

    private static Histogram interval(long start, String tag, long... nanos) {
        Histogram histogram = new Histogram(3);
        for (long value : nanos) {
            histogram.recordValue(value);
        }
        histogram.setStartTimeStamp(start);
        histogram.setEndTimeStamp(start + 500);
        histogram.setTag(tag);
        return histogram;
    }
}
