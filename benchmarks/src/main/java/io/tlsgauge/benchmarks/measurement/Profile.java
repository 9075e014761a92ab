package io.tlsgauge.benchmarks.measurement;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured of each trial.
 *
 * @param name as in {@code --profile}
 * @param rounds how often every trial is measured, each time in a fork of its own
 * @param warmups warm-up iterations of each fork
 * @param iterations measured iterations of each fork
 * @param iterationTime how long each of both takes
 */
public record Profile(String name, int rounds, int warmups, int iterations, Duration iterationTime) {
    /**
     * A first answer. Six trials take 12 forks of 11 s and their start: some 150 s. Many short iterations rather
     * than few long ones, because 16 samples halve the interval's t-factor against 8; two forks rather than one,
     * because forks differ more than the iterations of one do.
     */
    public static final Profile QUICK = new Profile("quick", 2, 3, 8, Duration.ofSeconds(1));

    private static final List<Profile> ALL = List.of(QUICK);

    /**
     * The profile of this name.
     *
     * @throws IllegalArgumentException that lists the names there are
     */
    public static Profile ofName(String name) {
        return ALL.stream()
                .filter(profile -> profile.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no profile '" + name + "': choose one of " + String.join(", ", names())));
    }

    /** How long a fork is measured, without its start. */
    Duration forkTime() {
        return iterationTime.multipliedBy(warmups + iterations);
    }

    private static List<String> names() {
        return ALL.stream().map(Profile::name).toList();
    }
}
