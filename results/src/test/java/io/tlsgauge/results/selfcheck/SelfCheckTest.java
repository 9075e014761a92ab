package io.tlsgauge.results.selfcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import io.tlsgauge.results.compare.ComparedRun;
import io.tlsgauge.results.run.SampleRun;
import io.tlsgauge.results.selfcheck.ForkPool.Series;
import io.tlsgauge.results.statistics.NoisyForks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfCheckTest {
    private static final int ROUNDS = 30;
    private static final int COMPARISONS = 1_000;
    private static final List<String> KINDS = List.of("FULL", "SESSION_ID", "TICKET");

    @TempDir
    Path folder;

    @Test
    void slowdownBeyondTheNoiseIsFoundAndLittleClaimedOfEqualSides() {
        Judgement judged = new SelfCheck(pool(0.01, 0.97), 10, COMPARISONS, 1).judge();

        assertTrue(judged.met(), judged.toString());
        assertEquals(3, judged.runs());
        Judgement.Found found = judged.found().get(0);
        assertTrue(found.lowPercent() < 3.1 && found.highPercent() > 3.1, found.toString());
        assertEquals(3, found.runs());
        assertTrue(found.roundsNeeded().getAsInt() <= 10, found.toString());
    }

    @Test
    void slowdownWithinTheNoiseIsMissedAndTheRoundsThatWouldFindItAreSaid() {
        Judgement judged = new SelfCheck(pool(0.05, 0.97), 10, COMPARISONS, 1).judge();

        assertFalse(judged.met());
        assertTrue(judged.found().get(0).comparisons() < 0.6 * COMPARISONS, judged.toString());
        assertTrue(judged.found().get(0).roundsNeeded().getAsInt() > 20, judged.toString());
        assertTrue(judged.falseAlarms().comparisons() <= 0.1 * COMPARISONS, judged.toString());
    }

    @Test
    void sameSeedJudgesTheSameAndTheRecordIsReadAsItWasWritten() throws IOException {
        ForkPool pool = pool(0.02, 0.97);
        SelfCheckRecord written = new SelfCheckRecord(
                SampleRun.environment(), List.of("1 of 9 forks"), new SelfCheck(pool, 5, 20, 7).judge(), pool);
        Path file = folder.resolve(SelfCheckRecord.FILE_NAME);

        written.write(file);

        SelfCheckRecord read = SelfCheckRecord.read(file);
        assertEquals(written, read);
        assertEquals(written.judgement(), new SelfCheck(read.pool(), 5, 20, 7).judge());
        assertTrue(read.text().contains("drawn from it: 20 comparisons a line, each of 5 rounds"), read.text());
        assertTrue(read.json().contains("\"falseAlarms\""), read.json());
    }

    @Test
    void moreRoundsThanThePoolHasAreRefused() {
        ForkPool pool = pool(0.02, 0.97);

        assertThrows(IllegalArgumentException.class, () -> new SelfCheck(pool, ROUNDS + 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new SelfCheck(pool, 1, 1, 1));
    }

    @Test
    void wholeRoundsOfTwoRunsAreThePool() throws IOException {
        ComparedRun one = run("one.json", "[1,2],[3,4],[5,6]", "[7],[8],[9]");
        ComparedRun stopped = run("other.json", "[10,20],[30,40]", "[70],[80]");

        ForkPool pool = ForkPool.of(one, stopped);

        assertEquals(
                List.of(
                        new Series(
                                "FULL",
                                Slowdown.NONE,
                                List.of(List.of(1.0, 2.0), List.of(3.0, 4.0)),
                                List.of(List.of(10.0, 20.0), List.of(30.0, 40.0))),
                        new Series(
                                "FULL",
                                Slowdown.THREE_PERCENT,
                                List.of(List.of(7.0), List.of(8.0)),
                                List.of(List.of(70.0), List.of(80.0)))),
                pool.series());
    }

    @Test
    void shorterForksAreJudgedByTheirFirstIterations() throws IOException {
        ForkPool pool = ForkPool.of(
                run("one.json", "[1,2],[3,4]", "[7,7],[8,8]"), run("other.json", "[10,20],[30,40]", "[70,70],[80,80]"));

        ForkPool shorter = pool.upTo(1);

        assertEquals(2, shorter.rounds());
        assertEquals(1, shorter.iterations());
        assertEquals(
                List.of(List.of(1.0), List.of(3.0)), shorter.unslowed().get(0).one());
    }

    @Test
    void otherRunsAreNoPool() throws IOException {
        Path file = folder.resolve("bench.json");
        Files.writeString(file, "[" + entry(Slowdown.NONE, "[1]") + "]");
        ComparedRun plain = ComparedRun.read(file);

        assertThrows(MalformedFileException.class, () -> ForkPool.of(plain, plain));
    }

    private ComparedRun run(String name, String unslowed, String slowed) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(
                file, "[" + entry(Slowdown.THREE_PERCENT, slowed) + "," + entry(Slowdown.NONE, unslowed) + "]");
        return ComparedRun.read(file);
    }

    private static String entry(Slowdown slowdown, String forks) {
        return """
                {"benchmark":"a.HandshakeBenchmark.handshake","mode":"thrpt",
                 "params":{"kind":"FULL","provider":"%s"},
                 "primaryMetric":{"score":1,"scoreUnit":"ops/s","rawData":[%s]}}""".formatted(slowdown.provider(), forks);
    }

    /** Forks that differ by {@code noise}, and full handshakes slowed to {@code speed}. */
    private static ForkPool pool(double noise, double speed) {
        SplittableRandom random = new SplittableRandom(1);
        NoisyForks forks = new NoisyForks(NoisyForks.Shape.NORMAL, noise, 0.01);
        List<Series> series = new ArrayList<>();
        Stream.concat(KINDS.stream().map(kind -> "NONE " + kind), Stream.of("THREE_PERCENT FULL"))
                .map(name -> name.split(" "))
                .forEach(name -> {
                    double mean = name[0].equals("NONE") ? 1000 : 1000 * speed;
                    series.add(new Series(
                            name[1],
                            Slowdown.valueOf(name[0]),
                            forks.sample(mean, ROUNDS, 4, random).forks(),
                            forks.sample(mean, ROUNDS, 4, random).forks()));
                });
        return new ForkPool(series);
    }
}
