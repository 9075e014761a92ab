package io.tlsgauge.results.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What else the machine did while a fork measured. Beyond the bounds here the fork counts as disturbed.
 *
 * @param stealPercent processor time that the hypervisor gave to others, of all processor time
 * @param throttledPercent time for which the control group was held back by its quota, of the fork's time
 * @param foreignPercent processor time of other processes, of all processor time
 * @param loadAverages the load averages at its end, as the kernel writes them
 */
public record ForkConditions(double stealPercent, double throttledPercent, double foreignPercent, String loadAverages) {
    /** The most steal of an undisturbed fork, in percent. */
    public static final double MOST_STEAL = 2;

    /** The most throttling of an undisturbed fork, in percent. */
    public static final double MOST_THROTTLED = 1;

    /** The most foreign load of an undisturbed fork, in percent. */
    public static final double MOST_FOREIGN = 5;

    public ForkConditions {
        Objects.requireNonNull(loadAverages, "loadAverages");
    }

    /** What was beyond its bound, as in {@code steal 3.1 % (bound 2 %)}; empty if nothing was. */
    public List<String> disturbances() {
        List<String> found = new ArrayList<>();
        add(found, "steal", stealPercent, MOST_STEAL);
        add(found, "throttled", throttledPercent, MOST_THROTTLED);
        add(found, "foreign load", foreignPercent, MOST_FOREIGN);
        return found;
    }

    /** Whether anything was beyond its bound. */
    public boolean disturbed() {
        return severity() > 1;
    }

    /** The greatest of all three, as a multiple of its bound. */
    public double severity() {
        return Math.max(
                stealPercent / MOST_STEAL, Math.max(throttledPercent / MOST_THROTTLED, foreignPercent / MOST_FOREIGN));
    }

    private static void add(List<String> found, String what, double percent, double most) {
        if (percent > most) {
            found.add(String.format(Locale.ROOT, "%s %.1f %% (bound %.0f %%)", what, percent, most));
        }
    }
}
