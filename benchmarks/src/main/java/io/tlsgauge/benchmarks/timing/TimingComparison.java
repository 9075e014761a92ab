package io.tlsgauge.benchmarks.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Compares the classes of {@link TimedAnswers} by Marvin's method (Kario, "Everlasting ROBOT", 2023): in each round
 * every class is timed once, in random order, so that what drifts on the machine falls on all of them; the medians of
 * the paired differences against the first class are compared, with a confidence that is shared among them
 * (Bonferroni).
 *
 * <p>A class takes another time where its interval lies beyond all that the second class, which is the first again,
 * shows of itself: what a machine does to two equal classes is no fault of the engine. It counts as a difference where
 * the interval lies beyond the floor too, under which nobody sees it from outside.
 */
public final class TimingComparison {
    private static final double CONFIDENCE = 0.95;
    private static final int LEAST_WARM_UP = 200;

    private final TimedAnswers answers;
    private final Random random;
    private final int classes;
    private final long[][] nanos;
    private final double floorNanos;
    private int rounds;

    /** What was found of a class. */
    public enum Verdict {
        /** It takes the time that the first takes, as far as can be told. */
        NONE_SHOWN,
        /** It takes another time, but no more than the floor. */
        BELOW_FLOOR,
        /** It takes another time. */
        DIFFERENCE
    }

    /**
     * @param samples how often each class is timed
     * @param floorNanos the greatest difference that does not count
     * @param random what the order within each round is drawn from
     */
    public TimingComparison(TimedAnswers answers, int samples, double floorNanos, Random random) {
        this.answers = answers;
        this.random = random;
        this.floorNanos = floorNanos;
        this.classes = answers.classes().size();
        this.nanos = new long[classes][samples];
    }

    /** A class against the first. */
    public record Finding(String name, MedianDifference difference, Verdict verdict) {}

    /**
     * Times everything, or as much as there is until it is told to stop.
     *
     * @param progress is told how many rounds are done
     * @throws IllegalStateException if an input was answered otherwise than all others
     */
    public void measure(BooleanSupplier stopped, IntConsumer progress) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, classes).boxed().toList());
        int warmUp = Math.max(LEAST_WARM_UP, nanos[0].length / 10);
        for (int round = -warmUp; round < nanos[0].length && !stopped.getAsBoolean(); round++) {
            Collections.shuffle(order, random);
            for (int kind : order) {
                long taken = answers.nanos(kind);
                if (round >= 0) {
                    nanos[kind][round] = taken;
                }
            }
            rounds = Math.max(0, round + 1);
            progress.accept(rounds);
        }
    }

    /** How many rounds were measured. */
    public int rounds() {
        return rounds;
    }

    /** The confidence of each interval. */
    public double confidence() {
        return 1 - (1 - CONFIDENCE) / (classes - 1);
    }

    /** All classes but the first against it; the second, which is the control, comes first. */
    public List<Finding> findings() {
        MedianDifference control = difference(1);
        return IntStream.range(1, classes)
                .mapToObj(kind -> {
                    MedianDifference difference = difference(kind);
                    return new Finding(answers.classes().get(kind), difference, verdict(difference, control));
                })
                .toList();
    }

    private Verdict verdict(MedianDifference difference, MedianDifference control) {
        if (!difference.exceeds(control.bound())) {
            return Verdict.NONE_SHOWN;
        }
        return difference.exceeds(floorNanos) ? Verdict.DIFFERENCE : Verdict.BELOW_FLOOR;
    }

    private MedianDifference difference(int kind) {
        long[] differences = new long[rounds];
        Arrays.setAll(differences, round -> nanos[kind][round] - nanos[0][round]);
        return MedianDifference.of(differences, confidence());
    }
}
