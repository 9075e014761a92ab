package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.measurement.Trial;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class PeerTrialsTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final List<Trial> trials = new PeerTrials(new PrintStream(told)).all();

    @Test
    void everyTrialIsOneBenchmarkThatHasItsParametersAndValues() {
        for (Trial trial : trials) {
            Set<BenchmarkListEntry> found = BenchmarkList.defaultList()
                    .find(
                            OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                            List.of(trial.benchmark()),
                            List.of());
            assertEquals(1, found.size(), trial.toString());
            Stream<String> arguments = trial.params().entrySet().stream()
                    .flatMap(param -> Stream.of("-p", param.getKey() + "=" + param.getValue()));
            JmhParameters.of(arguments.toArray(String[]::new)).check(found);
        }
    }

    @Test
    void noTrialStandsTwiceAndThePeerWithoutTicketsIsNotAskedForThem() {
        assertEquals(trials.size(), new HashSet<>(trials).size());
        assertTrue(trials.stream()
                .noneMatch(trial -> "BCTLS".equals(trial.params().get("peer"))
                        && "TICKET".equals(trial.params().get("kind"))));
    }
}
