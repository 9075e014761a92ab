package io.tlsgauge.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.statistics.NoisyForks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private final SplittableRandom random = new SplittableRandom(3);
    private final NoisyForks noisy = new NoisyForks(NoisyForks.Shape.NORMAL, 0.005, 0.005);

    @TempDir
    Path folder;

    @Test
    void changeIsToldByTheFirstRunThatHasIt() throws IOException {
        History history = History.of(runs(100, 100, 100, 93, 93, 93), Floor.given(0), 1);

        History.Series slowed = history.benchmarks().get(0);
        assertEquals(
                List.of(4), slowed.changes().stream().map(History.Step::run).toList());
        assertEquals(0.93, slowed.changes().get(0).ratio(), 0.01);
        assertTrue(history.benchmarks().get(1).changes().isEmpty());
        String text = new HistoryText(history).text();
        assertTrue(text.contains("at run 4"), text);
        assertTrue(text.contains("~ none shown"), text);
    }

    @Test
    void changeUnderTheFloorIsNotClaimed() throws IOException {
        History history = History.of(runs(100, 100, 97, 97), Floor.given(5), 1);

        assertTrue(history.benchmarks().get(0).changes().isEmpty());
    }

    @Test
    void oneChangeAmongSixtyBenchmarksIsTold() throws IOException {
        List<ComparedRun> runs = new ArrayList<>();
        for (double mean : new double[] {100, 100, 100, 93, 93, 93}) {
            JmhFile file = new JmhFile().add("a.B.moving", "{}", noisy.sample(mean, 5, 5, random));
            for (int still = 0; still < 59; still++) {
                file.add("a.B.still" + still, "{}", noisy.sample(50, 5, 5, random));
            }
            runs.add(file.in(folder.resolve("run" + runs.size() + ".json")));
        }

        History history = History.of(runs, Floor.given(0), 1);

        assertEquals(
                List.of("moving"),
                history.benchmarks().stream()
                        .filter(series -> !series.changes().isEmpty())
                        .map(series -> series.benchmark().toString().contains("moving") ? "moving" : series.toString())
                        .toList());
    }

    @Test
    void runWithoutTheBenchmarkIsLeftEmpty() throws IOException {
        List<ComparedRun> runs = new ArrayList<>(runs(100, 100));
        runs.add(new JmhFile()
                .add("a.B.still", "{}", noisy.sample(50, 5, 5, random))
                .in(folder.resolve("last")));

        History history = History.of(runs, Floor.given(0), 1);

        assertTrue(history.benchmarks().get(0).scores().get(2).isEmpty());
        assertEquals(50, history.benchmarks().get(1).scores().get(2).orElseThrow(), 1);
    }

    private List<ComparedRun> runs(double... means) throws IOException {
        List<ComparedRun> runs = new ArrayList<>();
        for (double mean : means) {
            runs.add(new JmhFile()
                    .add("a.B.moving", "{}", noisy.sample(mean, 5, 5, random))
                    .add("a.B.still", "{}", noisy.sample(50, 5, 5, random))
                    .in(folder.resolve("run" + runs.size() + ".json")));
        }
        return runs;
    }
}
