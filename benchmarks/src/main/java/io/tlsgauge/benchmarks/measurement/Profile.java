package io.tlsgauge.benchmarks.measurement;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * How much is measured of each trial.
 *
 * @param name as in {@code --profile}
 * @param rounds how often every trial is measured, each time in a fork of its own
 * @param warmups warm-up iterations of a fork that resumes
 * @param fullWarmups those of a fork whose handshakes are full, or that is measured beside such: there are so few a
 *     second that its code is compiled for good only after 10 s or more, where a resumption's is after 3
 * @param iterations measured iterations of each fork
 * @param iterationTime how long each of both takes
 * @param repeats how many forks a JDK may measure once more because the machine was disturbed
 */
public record Profile(
        String name, int rounds, int warmups, int fullWarmups, int iterations, Duration iterationTime, int repeats) {
    /** Long enough for what an iteration costs besides, and short against what a machine does for a while. */
    public static final Duration TURN = Duration.ofMillis(100);

    /**
     * A first answer. Six trials take 12 forks of 10 to 13 s and their start: some 150 s. Many short iterations rather
     * than few long ones, because forks that take turns are then the nearer to each other; two forks rather than one,
     * because forks differ more than the iterations of one do. No more than two repeats, to stay under 3 minutes.
     */
    public static final Profile QUICK = new Profile("quick", 2, 30, 60, 70, TURN, 2);

    /** What two JDKs are compared by: six trials take 60 forks, some 19 minutes a JDK. */
    public static final Profile STANDARD = new Profile("standard", 10, 70, 160, 70, TURN, 60);

    /** For small differences, and for warm-up: six trials take 120 forks, over an hour a JDK. */
    public static final Profile FULL = new Profile("full", 20, 200, 200, 150, TURN, 120);

    /**
     * Warm-up iterations after which full handshakes are compiled for good on a slow machine, too: by a fast RSA that
     * takes some 36,000 of them, which are 24 s where it does 1,500 a second.
     */
    private static final int COMPILED = 240;

    /** As many as pairs of rounds need to tell a few percent. */
    private static final int FEWEST_TO_COMPARE = 4;

    private static final List<Profile> ALL = List.of(QUICK, STANDARD, FULL);

    public Profile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(iterationTime, "iterationTime");
        // plans that were written before there were two kinds of warm-up have one
        fullWarmups = fullWarmups == 0 ? warmups : fullWarmups;
    }

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

    /** The same with that many rounds. */
    public Profile withRounds(int count) {
        return new Profile(name, count, warmups, fullWarmups, iterations, iterationTime, repeats);
    }

    /** The same for JDKs that are compared, pair by pair of a round: of few rounds, more and shorter ones. */
    public Profile forComparing() {
        return rounds >= FEWEST_TO_COMPARE
                ? this
                : new Profile(
                        name,
                        FEWEST_TO_COMPARE,
                        warmups,
                        fullWarmups,
                        iterations * rounds / FEWEST_TO_COMPARE,
                        iterationTime,
                        repeats);
    }

    /**
     * The same for some fifty trials, as those beside the peers: no shorter warm-up, since most of the peers are slow
     * to warm up; four rounds at least, since what is told of them are ratios with intervals; and as many turns as make
     * those narrow where the machine's speed changes from turn to turn, which cost little beside the warm-up.
     */
    public Profile forPeers() {
        return new Profile(
                name,
                Math.max(4, rounds),
                Math.max(80, warmups),
                Math.max(COMPILED, fullWarmups),
                Math.max(50, iterations / 2),
                TURN,
                repeats);
    }

    /** The same for some twenty parts of a handshake, which are beside it: as many rounds as an interval needs. */
    public Profile forParts() {
        return new Profile(
                name,
                Math.max(3, rounds),
                warmups,
                Math.max(COMPILED, fullWarmups),
                Math.max(35, iterations / 2),
                TURN,
                repeats);
    }

    /** The warm-up iterations of a trial's forks. */
    int warmups(Trial trial) {
        return trial.isFull() ? fullWarmups : warmups;
    }

    /** How long a trial's fork is measured, without its start. */
    Duration forkTime(Trial trial) {
        return iterationTime.multipliedBy(warmups(trial) + iterations);
    }

    private static List<String> names() {
        return ALL.stream().map(Profile::name).toList();
    }
}
