package io.tlsgauge.results.compare;

import io.tlsgauge.results.run.Environment;
import io.tlsgauge.results.run.EqualRunsSpread;
import io.tlsgauge.results.run.RunFolder;
import java.io.IOException;
import java.time.Instant;

/** What two runs of the same, interleaved (A/A), say of the machine. */
public final class EqualRuns {
    private static final long SEED = 1;
    private static final double GREATEST = 99.9;

    private EqualRuns() {}

    /**
     * The smallest difference that the machine can show: half the width of the interval around their ratio, and no
     * less than the difference that they showed although there is none; the greatest over all benchmarks.
     *
     * @throws io.tlsgauge.results.MalformedFileException if a file of a run is not what it should be
     * @throws IOException if one cannot be read
     */
    public static EqualRunsSpread spread(RunFolder one, RunFolder other) throws IOException {
        Comparison comparison =
                Comparison.of(ComparedRun.read(one.path()), ComparedRun.read(other.path()), Floor.given(0), SEED);
        double spread = 0;
        int forks = 0;
        for (Comparison.Row row : comparison.benchmarks()) {
            Change change = row.change();
            double shown = Math.abs(Math.log(change.ratio()));
            double halfWidth =
                    Math.log(change.high().orElseThrow() / change.low().orElseThrow()) / 2;
            spread = Math.max(spread, Math.max(shown, halfWidth));
            forks = Math.max(forks, row.current().forks());
        }
        Environment.Cpu cpu = one.environment().cpu();
        return new EqualRunsSpread(
                Instant.now(), cpu.model(), cpu.cores(), forks, Math.min(GREATEST, 100 * Math.expm1(spread)));
    }
}
