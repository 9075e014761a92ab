package io.tlsgauge.engine.crypto;

import io.tlsgauge.engine.alert.TlsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Times contenders at the same work against one another, within tenths of a second after the start of a JVM.
 *
 * <p>Native code is as fast at its first call as ever, Java code is not: interpreted, a digest of the JDK takes a
 * hundred times what it takes compiled. So the contenders work
 * in turns of a fraction of a millisecond, each for as long as the others whatever it gets done, and go on until all
 * have levelled off: none has beaten its own best turn by a twentieth for a while. Only the later half of the turns
 * counts, and of it the best turn, since nothing makes one faster than it is, and much makes one slower. There is a
 * most for the time, since on a busy machine the compiler comes late: a contest suits what differs by more than the
 * compiler makes of it.
 */
final class Contest {
    private static final long TURN_NANOS = 300_000;
    private static final double IMPROVEMENT = 0.95;
    private static final int LEAST_ROUNDS = 6;

    /** By how much a contender must beat one that stands before it: less is not worth a change, and may be chance. */
    private static final double WORTH_A_CHANGE = 0.95;

    private final Length length;
    private final Map<String, Contender> contenders = new LinkedHashMap<>();

    Contest(Length length) {
        this.length = length;
    }

    /**
     * How long a contest goes on.
     *
     * @param levelNanos how long no contender may have improved before it ends
     * @param mostNanos how long it may take
     */
    record Length(long levelNanos, long mostNanos) {
        static Length ofMillis(long level, long most) {
            return new Length(TimeUnit.MILLISECONDS.toNanos(level), TimeUnit.MILLISECONDS.toNanos(most));
        }
    }

    /** What is timed; it fails where its result is wrong. */
    @FunctionalInterface
    interface Work {
        void run() throws TlsException;
    }

    /**
     * Enters a contender; the first of equals wins. One that fails to prepare, or at its first piece of work, is not
     * entered.
     */
    void enter(String name, Supplier<Work> preparation) {
        try {
            Contender contender = new Contender(preparation.get());
            if (contender.turn()) {
                contenders.put(name, contender);
            }
        } catch (RuntimeException | LinkageError e) {
            // What does not work here is not picked, whatever the reason: the others are asked.
        }
    }

    /**
     * The name of the fastest of those that never failed.
     *
     * @throws IllegalStateException if there is none
     */
    String winner() {
        long start = System.nanoTime();
        long improved = start;
        long now = start;
        for (int round = 0; contenders.size() > 1 && goesOn(round, now - start, now - improved); round++) {
            contenders.values().removeIf(contender -> !contender.turn());
            now = System.nanoTime();
            for (Contender contender : contenders.values()) {
                if (contender.hasImproved()) {
                    improved = now;
                }
            }
        }
        return best();
    }

    private boolean goesOn(int rounds, long nanos, long nanosLevel) {
        return rounds < LEAST_ROUNDS || nanosLevel < length.levelNanos() && nanos < length.mostNanos();
    }

    private String best() {
        String best = null;
        double bestNanos = Double.POSITIVE_INFINITY;
        for (Map.Entry<String, Contender> entry : contenders.entrySet()) {
            double nanos = entry.getValue().bestOfLaterHalf();
            if (best == null || nanos < bestNanos * WORTH_A_CHANGE) {
                best = entry.getKey();
                bestNanos = nanos;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no contender does the work on this machine");
        }
        return best;
    }

    private static final class Contender {
        private final Work work;
        private final List<Double> turns = new ArrayList<>();
        private double level = Double.POSITIVE_INFINITY;
        private boolean improved;

        Contender(Work work) {
            this.work = work;
        }

        /** Works for one turn, and at least once; gives whether it could. */
        boolean turn() {
            int done = 0;
            long start = System.nanoTime();
            long now;
            try {
                do {
                    work.run();
                    done++;
                    now = System.nanoTime();
                } while (now - start < TURN_NANOS);
            } catch (TlsException | RuntimeException | LinkageError e) {
                return false;
            }
            double nanos = (double) (now - start) / done;
            turns.add(nanos);
            improved = nanos < level * IMPROVEMENT;
            level = improved ? nanos : level;
            return true;
        }

        boolean hasImproved() {
            return improved;
        }

        double bestOfLaterHalf() {
            return Collections.min(turns.subList(turns.size() / 2, turns.size()));
        }
    }
}
