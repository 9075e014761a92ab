package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.demand.Kind;
import io.tlsgauge.results.demand.Mix;
import io.tlsgauge.results.load.ArrivalKind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/**
 * Clients on the calling thread that come to one server again and again with one kind of handshake: so many of them are
 * always under way, or they come at random times. Confined to its thread.
 */
public final class SteadyClients implements AutoCloseable {
    private static final int MOST_OPEN = 16;
    private static final long TIMEOUT_MILLIS = 10_000;

    private final LoadLoop loop;
    private final SplittableRandom random;
    private final long waitMillis;
    private final Arrivals arrivals = new Arrivals();
    private final Outcomes outcomes = new Outcomes();
    private long polledNanos;

    /**
     * Makes clients, of whom none has a session.
     *
     * @param resumeBy what they remember, a session ID or a ticket
     * @param polls whether they look all the time for something to do, rather than sleep; the server needs other
     *     processors then, and has nobody to wake
     * @param seed of all that is drawn
     * @throws IOException if the operating system has no selector
     */
    public SteadyClients(LoadTarget target, Kind resumeBy, boolean polls, long seed) throws IOException {
        Population population = new Population(MOST_OPEN, new Mix(Map.of(resumeBy, 100.0)), false, seed);
        this.loop = new LoadLoop(target, population, Optional.empty(), TIMEOUT_MILLIS, seed);
        this.random = new SplittableRandom(seed);
        this.waitMillis = polls ? 0 : 1;
    }

    /** The next one, as long as they come: at once, or when the time drawn for it has come. */
    private final class Arrivals implements ArrivalSource {
        private ArrivalKind kind = ArrivalKind.FULL;
        private boolean come;
        private double meanGapNanos;
        private long startNanos;
        private double dueNanos;

        @Override
        public boolean hasNext() {
            return come;
        }

        @Override
        public long dueNanos() {
            return (long) dueNanos;
        }

        @Override
        public ArrivalKind kind() {
            return kind;
        }

        @Override
        public int client() {
            return -1;
        }

        @Override
        public boolean isFromAll() {
            return true;
        }

        @Override
        public void advance() {
            dueNanos -= meanGapNanos * Math.log(1 - random.nextDouble());
        }
    }

    /** What those that have ended took, until it is asked for. */
    private final class Outcomes implements ArrivalListener {
        private final long[] nanos = new long[2 * MOST_OPEN];
        private int ended;
        private int taken;
        private ArrivalKind expected = ArrivalKind.WARMING;
        private boolean somethingHappened;
        private String failure;

        @Override
        public void started(long dueAt, long startedAt, boolean wasHeldBack) {
            somethingHappened = true;
        }

        @Override
        public void neverStarted() {
            failure = "the operating system had no socket";
        }

        @Override
        public void done(ArrivalKind kind, Moments moments) {
            if (kind != expected) {
                failure = "the server came to " + kind + " where " + expected + " was asked";
            }
            nanos[ended++] = moments.ended - moments.started;
        }

        @Override
        public void failed(ArrivalKind kind, long dueAt, String cause) {
            failure = cause;
        }

        @Override
        public void ended() {
            somethingHappened = true;
        }

        boolean hasNext() {
            return taken < ended;
        }

        long next() {
            long next = nanos[taken++];
            if (taken == ended) {
                forget();
            }
            return next;
        }

        void forget() {
            taken = 0;
            ended = 0;
        }
    }

    /**
     * Gives each client a session, by full handshakes.
     *
     * @throws IOException if one fails
     */
    public void remember() throws IOException {
        WarmUp all = new WarmUp(loop.callers().population(), false);
        while (all.hasNext() || loop.awaited() > 0) {
            turn(all);
            outcomes.forget();
        }
    }

    /**
     * From now on they come, after {@link #remember}.
     *
     * @param kind of handshake
     * @param meanGapNanos the time from one to the next on the average, exponentially distributed; 0 for one as soon as
     *     another has ended
     */
    public void come(Kind kind, double meanGapNanos) {
        arrivals.kind = ArrivalKind.valueOf(kind.name());
        outcomes.expected = arrivals.kind;
        arrivals.meanGapNanos = meanGapNanos;
        arrivals.startNanos = System.nanoTime();
        arrivals.dueNanos = 0;
        arrivals.come = true;
    }

    /**
     * Waits until one has ended: proven to have been of the kind that was asked for, by the engine's summary.
     *
     * @return how long it took from the call to connect until both Finished, in nanoseconds
     * @throws IOException if one failed, or came to another kind
     */
    public long next() throws IOException {
        while (!outcomes.hasNext()) {
            turn(arrivals);
        }
        return outcomes.next();
    }

    /**
     * No more come, until they do again; waits until those under way have ended.
     *
     * @param nanos takes what {@link #next} has not told, of each
     * @throws IOException as it does
     */
    public void stay(LongConsumer nanos) throws IOException {
        arrivals.come = false;
        while (loop.awaited() > 0) {
            turn(arrivals);
        }
        while (outcomes.hasNext()) {
            nanos.accept(outcomes.next());
        }
    }

    /** For how many nanoseconds they have looked for something to do in vain. */
    public long polledNanos() {
        return polledNanos;
    }

    @Override
    public void close() throws IOException {
        loop.abandon();
        loop.close();
    }

    private void turn(ArrivalSource source) throws IOException {
        long before = System.nanoTime();
        outcomes.somethingHappened = false;
        int moved = loop.turn(source, outcomes, arrivals.startNanos, MOST_OPEN, waitMillis);
        if (outcomes.failure != null) {
            throw new IOException("a client failed: " + outcomes.failure);
        }
        if (waitMillis == 0 && moved == 0 && !outcomes.somethingHappened) {
            polledNanos += System.nanoTime() - before;
        }
    }
}
