package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.measurement.Trial;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

class SpecialRunTest {
    @ParameterizedTest
    @EnumSource
    void everyTrialIsOneBenchmarkThatHasItsParametersAndValues(SpecialRun run) {
        List<Trial> trials = run.trials(System.err);

        assertFalse(trials.isEmpty());
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

    @ParameterizedTest
    @EnumSource
    void noTrialStandsTwice(SpecialRun run) {
        List<Trial> trials = run.trials(System.err);

        assertEquals(trials.size(), new HashSet<>(trials).size());
    }

    @Test
    void peerWithoutTicketsIsNotAskedForThem() {
        assertTrue(SpecialRun.PEERS.trials(System.err).stream()
                .noneMatch(trial -> "BCTLS".equals(trial.params().get("peer"))
                        && "TICKET".equals(trial.params().get("kind"))));
    }
}
