package io.tlsgauge.results.compare;

import io.tlsgauge.results.statistics.Contrast;
import io.tlsgauge.results.statistics.FalseDiscovery;
import io.tlsgauge.results.statistics.LogRatio;
import io.tlsgauge.results.statistics.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a figure changed from the old run to the new.
 *
 * @param ratio of speeds, new over old: above 1 is faster, whatever the unit
 * @param low the lower end of its interval of 95 %; empty if a side has one fork
 * @param high the upper end
 * @param p how likely such a change is to be seen where there is none
 * @param adjustedP likewise, among all benchmarks compared (Benjamini and Hochberg)
 * @param verdict what is concluded
 * @param roundsForThreePercent the forks on each side that would show a change of 3 %, nine times of ten; empty if no
 *     number would, or if nothing is known of how forks differ
 */
public record Change(
        double ratio,
        OptionalDouble low,
        OptionalDouble high,
        OptionalDouble p,
        OptionalDouble adjustedP,
        Verdict verdict,
        OptionalInt roundsForThreePercent) {
    /** Of all intervals. */
    public static final double CONFIDENCE = 0.95;

    /**
     * The rate of false alarms that verdicts are given by. One comparison of 20 is what is promised; forks that are not
     * distributed as Student has it take some of that.
     */
    public static final double LEVEL = 0.04;

    private static final double CHANGE_TO_SHOW = 1.03;

    /**
     * The change of each of many speeds.
     *
     * @param contrasts the new against the old
     * @param floor in percent: a change smaller than it is not claimed
     */
    public static List<Change> of(List<Contrast> contrasts, double floor) {
        List<LogRatio> ratios = contrasts.stream().map(Contrast::ratio).toList();
        double[] tests = ratios.stream()
                .filter(LogRatio::hasInterval)
                .mapToDouble(LogRatio::pValue)
                .toArray();
        double[] adjusted = FalseDiscovery.adjust(tests);
        Power power = new Power(CHANGE_TO_SHOW, LEVEL / Math.max(1, tests.length), 1 + floor / 100);
        List<Change> changes = new ArrayList<>();
        int test = 0;
        for (int i = 0; i < ratios.size(); i++) {
            LogRatio ratio = ratios.get(i);
            double adjustedP = ratio.hasInterval() ? adjusted[test++] : Double.NaN;
            changes.add(of(ratio, adjustedP, floor, contrasts.get(i).forks(power)));
        }
        return changes;
    }

    private static Change of(LogRatio ratio, double adjustedP, double floor, OptionalInt rounds) {
        if (!ratio.hasInterval()) {
            OptionalDouble unknown = OptionalDouble.empty();
            return new Change(ratio.ratio(), unknown, unknown, unknown, unknown, Verdict.NO_DIFFERENCE_SHOWN, rounds);
        }
        boolean shown = adjustedP <= LEVEL && Math.abs(ratio.ratio() - 1) * 100 >= floor && ratio.log() != 0;
        Verdict verdict = !shown ? Verdict.NO_DIFFERENCE_SHOWN : ratio.log() > 0 ? Verdict.FASTER : Verdict.SLOWER;
        return new Change(
                ratio.ratio(),
                OptionalDouble.of(ratio.low(CONFIDENCE)),
                OptionalDouble.of(ratio.high(CONFIDENCE)),
                OptionalDouble.of(ratio.pValue()),
                OptionalDouble.of(adjustedP),
                verdict,
                rounds);
    }

    /** How many percent of its speed it lost; negative if it won. */
    double slowdownPercent() {
        return (1 - ratio) * 100;
    }

    static boolean anySlower(List<Change> changes, double percent) {
        return changes.stream()
                .anyMatch(change -> change.verdict == Verdict.SLOWER && change.slowdownPercent() > percent);
    }
}
