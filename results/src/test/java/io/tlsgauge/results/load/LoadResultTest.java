package io.tlsgauge.results.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.demand.Objective;
import io.tlsgauge.results.latency.LatencyLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadResultTest {
    private static final Objective OBJECTIVE = new Objective(99, 5_000_000);

    @TempDir
    Path folder;

    @Test
    void mergedResultsAreThatOfAllTheirLatenciesPutTogether() {
        Random random = new Random(1);
        List<LoadResult> parts = new ArrayList<>();
        Histogram all = new Histogram(3);
        for (int part = 0; part < 3; part++) {
            SortedMap<Long, LatencyHistogram> seconds = new TreeMap<>();
            for (long second = 10; second < 14 + part; second++) {
                Histogram latencies = new Histogram(3);
                for (int i = 0; i < 1000; i++) {
                    long nanos = (long) Math.exp(10 + 10 * random.nextDouble());
                    latencies.recordValue(nanos);
                    all.recordValue(nanos);
                }
                seconds.put(second, LatencyHistogram.of(latencies));
            }
            parts.add(result(seconds, Map.of("connect refused", 2L + part), List.of(), Optional.empty()));
        }

        LoadResult merged = LoadResult.merge(parts);

        assertEquals(LatencyHistogram.of(all), merged.honest().latency());
        assertEquals(all.getValueAtPercentile(99.9), merged.honest().latency().percentileNanos(99.9));
        assertEquals(all.getTotalCount(), merged.done());
        assertEquals(Map.of("connect refused", 9L), merged.honest().errors());
        assertEquals(3, merged.generators().size());
        assertEquals(
                List.of(10L, 11L, 12L, 13L, 14L, 15L),
                List.copyOf(merged.honest().seconds().keySet()));
    }

    @Test
    void folderGivesBackWhatWasWritten() throws IOException {
        LoadResult result = result(
                new TreeMap<>(Map.of(7L, latencies(100, 1_000_000))),
                Map.of("reset by the server", 1L),
                List.of(),
                Optional.of(Storm.RECONNECT));

        LoadFolder.write(folder, result);

        assertEquals(result, LoadFolder.read(folder));
        LatencyLog log = LatencyLog.read(folder.resolve("latency/FULL.hlog"));
        assertEquals(100, log.count());
        assertEquals(7_000, log.intervals().get(0).getStartTimeStamp());
        assertTrue(LoadAnswer.of(result).json().contains("\"failed\" : 1"));
    }

    @Test
    void folderThatIsUsedAgainKeepsNoLogOfTheLoadBefore() throws IOException {
        Path stale = Files.createDirectories(folder.resolve("latency")).resolve("TICKET.hlog");
        Files.writeString(stale, "of another load");

        LoadFolder.write(
                folder, result(new TreeMap<>(Map.of(7L, latencies(1, 1))), Map.of(), List.of(), Optional.empty()));

        assertFalse(Files.exists(stale));
        assertTrue(Files.exists(folder.resolve("latency/FULL.hlog")));
    }

    @Test
    void fileThatHoldsNoResultIsRefused() throws IOException {
        Files.writeString(folder.resolve(LoadFolder.FILE_NAME), "{\"generators\": 1}");

        assertThrows(MalformedFileException.class, () -> LoadFolder.read(folder));
    }

    @Test
    void failuresHaveNotKeptTheObjective() {
        LatencyHistogram fast = latencies(99, 1_000);

        assertTrue(fast.keeps(OBJECTIVE, 1));
        assertFalse(fast.keeps(OBJECTIVE, 2));
        assertTrue(LatencyHistogram.EMPTY.keeps(OBJECTIVE, 0));
    }

    @Test
    void timeUntilTheObjectiveIsKeptAgainCountsFromTheEndOfTheStorm() {
        List<Generator.Phase> phases = List.of(
                new Generator.Phase("calm", 10_000, 12_000, OptionalLong.empty()),
                new Generator.Phase("after", 12_000, 16_000, OptionalLong.empty()));
        LatencyHistogram fast = latencies(10, 1_000);
        LatencyHistogram slow = latencies(10, 9_000_000);

        assertEquals(OptionalLong.of(2), recovery(phases, fast, fast, slow, slow, fast, fast));
        assertEquals(OptionalLong.of(0), recovery(phases, fast, slow, fast, fast, fast, fast));
        assertEquals(OptionalLong.empty(), recovery(phases, fast, fast, fast, fast, fast, slow));
    }

    @Test
    void secondsInWhichTheLastArrivalsEndAreNoneInWhichTheObjectiveIsKept() {
        List<Generator.Phase> phases = List.of(
                new Generator.Phase("calm", 10_000, 12_000, OptionalLong.empty()),
                new Generator.Phase("after", 12_000, 20_000, OptionalLong.empty()));
        LatencyHistogram fast = latencies(10, 1_000);
        LatencyHistogram slow = latencies(10, 9_000_000);

        assertEquals(OptionalLong.empty(), recovery(phases, fast, fast, slow, slow, slow, slow));
        assertEquals(OptionalLong.of(3), recovery(phases, fast, fast, slow, slow, slow, fast));
    }

    @Test
    void secondThatMissesByChanceIsJudgedWithThoseThatFollow() {
        List<Generator.Phase> phases = List.of(
                new Generator.Phase("calm", 9_000, 10_000, OptionalLong.empty()),
                new Generator.Phase("after", 10_000, 16_000, OptionalLong.empty()));
        LatencyHistogram fast = latencies(200, 1_000);
        LatencyHistogram unlucky = LatencyHistogram.sum(List.of(latencies(197, 1_000), latencies(3, 9_000_000)));
        LatencyHistogram slow = latencies(200, 9_000_000);

        assertEquals(OptionalLong.of(0), recovery(phases, fast, fast, fast, unlucky, fast, fast));
        assertEquals(OptionalLong.of(1), recovery(phases, slow, fast, fast, unlucky, fast, fast));
        assertEquals(OptionalLong.empty(), recovery(phases, fast, fast, fast, fast, fast, slow));
    }

    @Test
    void partsOfDifferentLoadsAreNotMerged() {
        SortedMap<Long, LatencyHistogram> second = new TreeMap<>(Map.of(10L, latencies(1, 1)));
        LoadResult calm = result(second, Map.of(), List.of(), Optional.empty());
        LoadResult stormy = result(second, Map.of(), List.of(), Optional.of(Storm.RECONNECT));

        assertThrows(IllegalArgumentException.class, () -> LoadResult.merge(List.of(calm, stormy)));
    }

    @Test
    void processesThatStartOneAfterTheOtherReachTheirRateAllTheSame() {
        LoadResult first = whole(10_000);
        LoadResult second = whole(12_000);

        LoadResult merged = LoadResult.merge(List.of(first, second));

        assertTrue(merged.isRateReached(), merged.doneRate() + " of " + merged.dueRate());
        assertEquals(8, merged.seconds());
    }

    @Test
    void hostileArrivalsCostWhatTheServerSpentBeyondHonestOnesBeforeAndAfter() {
        // honest ones take 10 ms in the calm, as of a cold server, and 2 ms after: 6 ms on the average
        List<Generator.Phase> phases = List.of(
                new Generator.Phase("calm", 10_000, 12_000, OptionalLong.of(200)),
                new Generator.Phase("storm", 12_000, 14_000, OptionalLong.of(320)),
                new Generator.Phase("after", 14_000, 16_000, OptionalLong.of(40)));
        SortedMap<Long, LatencyHistogram> honest = new TreeMap<>();
        for (long second = 10; second < 16; second++) {
            honest.put(second, latencies(10, 1_000));
        }
        LoadResult result = result(honest, Map.of(), phases, Optional.empty());
        SortedMap<Long, LatencyHistogram> hostile = new TreeMap<>(Map.of(12L, latencies(50, 1_000)));
        LatencyHistogram all = LatencyHistogram.sum(hostile.values());
        KindResult stubborn =
                new KindResult(hostile, new TreeMap<>(), all, all, all, LatencyHistogram.EMPTY, new TreeMap<>());

        LoadAnswer answer = LoadAnswer.of(new LoadResult(
                result.generators(),
                Map.of(ArrivalKind.FULL, result.kind(ArrivalKind.FULL), ArrivalKind.HELLO_ONLY, stubborn)));

        assertEquals((320 - 20 * 6) * 1e3 / 50, answer.serverMicrosPerHostile().orElseThrow(), 1e-6);
    }

    private static LoadResult whole(long startMillis) {
        SortedMap<Long, LatencyHistogram> seconds = new TreeMap<>();
        for (long second = 0; second < 6; second++) {
            seconds.put(startMillis / 1_000 + second, latencies(100, 1_000));
        }
        return result(
                startMillis,
                seconds,
                Map.of(),
                List.of(new Generator.Phase("whole", startMillis, startMillis + 6_000, OptionalLong.empty())),
                Optional.empty());
    }

    private static OptionalLong recovery(List<Generator.Phase> phases, LatencyHistogram... perSecond) {
        SortedMap<Long, LatencyHistogram> seconds = new TreeMap<>();
        for (LatencyHistogram latencies : perSecond) {
            seconds.put(10L + seconds.size(), latencies);
        }
        return result(seconds, Map.of(), phases, Optional.of(Storm.RECONNECT)).secondsUntilKeptAgain(OBJECTIVE);
    }

    private static LatencyHistogram latencies(int count, long nanos) {
        Histogram histogram = new Histogram(3);
        histogram.recordValueWithCount(nanos, count);
        return LatencyHistogram.of(histogram);
    }

    private static LoadResult result(
            SortedMap<Long, LatencyHistogram> seconds,
            Map<String, Long> errors,
            List<Generator.Phase> phases,
            Optional<Storm> storm) {
        return result(10_000, seconds, errors, phases, storm);
    }

    private static LoadResult result(
            long startMillis,
            SortedMap<Long, LatencyHistogram> seconds,
            Map<String, Long> errors,
            List<Generator.Phase> phases,
            Optional<Storm> storm) {
        LatencyHistogram all = LatencyHistogram.sum(seconds.values());
        KindResult full =
                new KindResult(seconds, new TreeMap<>(), all, all, all, LatencyHistogram.EMPTY, new TreeMap<>(errors));
        LoadPlan plan = new LoadPlan(
                "localhost:8443",
                new ClientTls("jdk", List.of(), Optional.empty(), Optional.empty()),
                new Arrivals(Arrivals.Pattern.POISSON, 1, List.of(100.0), false),
                6_000,
                Mix.parse("full=100"),
                10,
                Map.of(ArrivalKind.HELLO_ONLY, 5.0),
                storm,
                Optional.of("/"),
                Optional.of(OBJECTIVE),
                1,
                100,
                10_000,
                42);
        long ended = phases.isEmpty() ? 16_000 : phases.get(phases.size() - 1).endMillis();
        Generator generator = new Generator(
                plan,
                startMillis,
                ended,
                false,
                600,
                all,
                LatencyHistogram.EMPTY,
                0,
                0.5,
                100,
                7,
                false,
                10,
                0,
                phases);
        return new LoadResult(List.of(generator), Map.of(ArrivalKind.FULL, full));
    }
}
