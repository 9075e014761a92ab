package io.tlsgauge.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.environment.Finding;
import io.tlsgauge.benchmarks.environment.Finding.Fitness;
import io.tlsgauge.results.run.EqualRunsSpread;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    @Test
    void shortModeLooksAndSaysByItsExitCodeWhetherTheMachineIsFit() throws Exception {
        CommandLineProcess.Outcome outcome = CommandLineCall.execute("doctor --short --json");

        JsonNode answer = new JsonMapper().readTree(outcome.out());
        assertEquals(answer.path("fit").booleanValue() ? ExitCode.DONE : ExitCode.NO, outcome.exitCode());
        assertTrue(answer.path("findings").size() >= 12, outcome.out());
        assertTrue(answer.path("spread").isNull());
        assertEquals("", outcome.err());
    }

    @Test
    void badRoundsAreOneLine() throws Exception {
        CommandLineProcess.Outcome outcome = CommandLineCall.execute("doctor --rounds 1");

        assertEquals(ExitCode.BAD_INPUT, outcome.exitCode());
        assertEquals("--rounds: '1': give a whole number from 2 to 1000", outcome.err());
    }

    @Test
    void machineThatDiffersFromItselfIsUnfit() {
        assertTrue(DoctorAnswer.of(List.of(), spread(2)).fit());
        assertTrue(DoctorAnswer.of(List.of(), spread(2)).text().endsWith("\nfit to measure on\n"));
        assertTrue(DoctorAnswer.of(List.of(), spread(4)).text().contains("fit, with doubts"));
        assertFalse(DoctorAnswer.of(List.of(), spread(11)).fit());
    }

    @Test
    void findingIsShownWithItsReasonAndMend() {
        Finding finding = new Finding("steal", Fitness.UNFIT, "9.0 %", "others take it", "move");

        String text = DoctorAnswer.of(List.of(finding), Optional.empty()).text();

        assertTrue(text.startsWith("unfit     steal: 9.0 %\n          others take it\n          mend: move\n"), text);
        assertTrue(text.endsWith("\nunfit: figures measured here and now can't be trusted\n"), text);
    }

    private static Optional<EqualRunsSpread> spread(double percent) {
        return Optional.of(new EqualRunsSpread(Instant.EPOCH, "Some CPU", 2, 10, percent));
    }
}
