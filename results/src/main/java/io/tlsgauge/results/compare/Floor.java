package io.tlsgauge.results.compare;

import io.tlsgauge.results.run.EqualRunsSpread;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * The change under which no difference is claimed, however small its p-value: what the machine shows of two runs of the
 * same.
 *
 * @param percent at least 0
 * @param source where it comes from
 */
public record Floor(double percent, String source) {
    public Floor {
        Objects.requireNonNull(source, "source");
    }

    /** A floor that was asked for. */
    public static Floor given(double percent) {
        return new Floor(percent, percent > 0 ? "given" : "0 was given");
    }

    /**
     * The greatest spread of equal runs that stands beside one of the runs and is of the run's machine; 0 where there
     * is none.
     *
     * @throws io.tlsgauge.results.MalformedFileException if a file beside a run is not what it should be
     * @throws IOException if one cannot be read
     */
    public static Floor beside(List<ComparedRun> runs) throws IOException {
        Floor floor = new Floor(0, "no " + EqualRunsSpread.FILE_NAME + " of this machine beside the runs");
        for (ComparedRun run : runs) {
            if (run.folder().isEmpty() || run.environment().isEmpty()) {
                continue;
            }
            Optional<EqualRunsSpread> spread = run.folder().get().equalRunsSpread();
            if (spread.isPresent()
                    && spread.get().isOf(run.environment().get().cpu())
                    && spread.get().spreadPercent() > floor.percent) {
                floor = new Floor(spread.get().spreadPercent(), EqualRunsSpread.FILE_NAME + " beside " + run.path());
            }
        }
        return floor;
    }

    /** What it means for what is claimed. */
    String words() {
        return percent > 0 ? this + ": no smaller change is claimed" : "no floor: " + source;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "floor %.1f %% (%s)", percent, source);
    }
}
