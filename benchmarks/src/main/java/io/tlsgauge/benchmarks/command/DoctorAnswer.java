package io.tlsgauge.benchmarks.command;

import io.tlsgauge.benchmarks.environment.Finding;
import io.tlsgauge.benchmarks.environment.Finding.Fitness;
import io.tlsgauge.results.Json;
import io.tlsgauge.results.run.EqualRunsSpread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code doctor} answers.
 *
 * @param fit whether there is no finding that makes figures worthless
 * @param findings what was looked at, the A/A run last
 * @param spread what the A/A run showed; empty if there was none
 */
record DoctorAnswer(boolean fit, List<Finding> findings, Optional<EqualRunsSpread> spread) {
    /** What two JDKs are to be told apart by. */
    private static final double GOOD_SPREAD = 3;

    private static final double UNFIT_SPREAD = 10;

    static DoctorAnswer of(List<Finding> looked, Optional<EqualRunsSpread> spread) {
        List<Finding> findings = new ArrayList<>(looked);
        spread.map(DoctorAnswer::finding).ifPresent(findings::add);
        boolean fit = findings.stream().noneMatch(finding -> finding.fitness() == Fitness.UNFIT);
        return new DoctorAnswer(fit, findings, spread);
    }

    private static Finding finding(EqualRunsSpread spread) {
        double percent = spread.spreadPercent();
        String value = String.format(Locale.ROOT, "%.1f %% (%d forks a side)", percent, spread.rounds());
        if (percent <= GOOD_SPREAD) {
            return new Finding("smallest difference shown", Fitness.FIT, value, "", "");
        }
        return new Finding(
                "smallest difference shown",
                percent <= UNFIT_SPREAD ? Fitness.DOUBTFUL : Fitness.UNFIT,
                value,
                "the same benchmark measured twice differs by as much",
                "mend what stands above, or measure more rounds");
    }

    /** One object; what was not measured is null. */
    String json() {
        return Json.text(this) + "\n";
    }

    /** A line a finding, with reason and mend where there is something to mend; then the verdict. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            String word = finding.fitness().name().toLowerCase(Locale.ROOT);
            text.append(String.format(Locale.ROOT, "%-8s  %s: %s%n", word, finding.name(), finding.value()));
            if (!finding.reason().isEmpty()) {
                text.append(String.format(Locale.ROOT, "          %s%n", finding.reason()));
                text.append(String.format(Locale.ROOT, "          mend: %s%n", finding.mend()));
            }
        }
        boolean doubtful = findings.stream().anyMatch(finding -> finding.fitness() == Fitness.DOUBTFUL);
        String verdict = !fit
                ? "unfit: figures measured here and now can't be trusted"
                : doubtful ? "fit, with doubts: small differences may not show" : "fit to measure on";
        return text.append('\n').append(verdict).append('\n').toString();
    }
}
