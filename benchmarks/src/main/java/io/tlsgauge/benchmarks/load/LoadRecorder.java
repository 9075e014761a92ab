package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.ArrivalKind;
import io.tlsgauge.results.load.KindResult;
import io.tlsgauge.results.load.LatencyHistogram;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what came of one loop's arrivals; read when the loop has ended. */
final class LoadRecorder implements ArrivalListener {
    private static final int DIGITS = 3;
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** How many seconds are counted openly, 150 KB each: more than arrivals usually take until they have ended. */
    private static final int OPEN_SECONDS = 16;

    private final long startedMillis;
    private final long startNanos;
    private final LiveCounters live;
    private final Map<ArrivalKind, Counts> kinds = new EnumMap<>(ArrivalKind.class);
    private final Histogram late = new Histogram(DIGITS);
    private final Histogram heldBack = new Histogram(DIGITS);
    private long due;
    private long neverStarted;

    /** One kind's. */
    private static final class Counts {
        final SortedMap<Long, Histogram> openSeconds = new TreeMap<>();
        final SortedMap<Long, LatencyHistogram> seconds = new TreeMap<>();
        final SortedMap<Long, Long> failedSeconds = new TreeMap<>();
        final Histogram uncorrected = new Histogram(DIGITS);
        final Histogram connect = new Histogram(DIGITS);
        final Histogram handshake = new Histogram(DIGITS);
        final Histogram firstByte = new Histogram(DIGITS);
        final SortedMap<String, Long> errors = new TreeMap<>();

        Histogram open(long second) {
            Histogram counts = openSeconds.get(second);
            if (counts == null) {
                if (openSeconds.size() == OPEN_SECONDS) {
                    closeFirst();
                }
                counts = new Histogram(DIGITS);
                openSeconds.put(second, counts);
            }
            return counts;
        }

        /** One whose arrival has taken longer than usual may open its second again. */
        private void closeFirst() {
            long first = openSeconds.firstKey();
            seconds.merge(
                    first,
                    LatencyHistogram.of(openSeconds.remove(first)),
                    (before, since) -> LatencyHistogram.sum(List.of(before, since)));
        }

        KindResult result() {
            while (!openSeconds.isEmpty()) {
                closeFirst();
            }
            return new KindResult(
                    seconds,
                    failedSeconds,
                    LatencyHistogram.of(uncorrected),
                    LatencyHistogram.of(connect),
                    LatencyHistogram.of(handshake),
                    LatencyHistogram.of(firstByte),
                    errors);
        }
    }

    /**
     * @param startedMillis the load's start since the epoch
     * @param startNanos the same moment by {@code System.nanoTime}
     */
    LoadRecorder(long startedMillis, long startNanos, LiveCounters live) {
        this.startedMillis = startedMillis;
        this.startNanos = startNanos;
        this.live = live;
    }

    @Override
    public void started(long dueAt, long startedAt, boolean wasHeldBack) {
        due++;
        live.started();
        (wasHeldBack ? heldBack : late).recordValue(Math.max(0, startedAt - dueAt));
    }

    @Override
    public void neverStarted() {
        due++;
        neverStarted++;
    }

    @Override
    public void done(ArrivalKind kind, Moments moments) {
        Counts counts = counts(kind);
        long latency = moments.ended - moments.due;
        counts.open(second(moments.due)).recordValue(Math.max(0, latency));
        counts.uncorrected.recordValue(moments.ended - moments.started);
        if (moments.connected != 0) {
            counts.connect.recordValue(moments.connected - moments.started);
        }
        if (moments.shakenHands != 0) {
            counts.handshake.recordValue(moments.shakenHands - moments.connected);
        }
        if (moments.firstByte != 0) {
            counts.firstByte.recordValue(moments.firstByte - moments.shakenHands);
        }
        if (kind.isHonest()) {
            live.done(Math.max(0, latency), kind.isRefused());
        }
    }

    @Override
    public void failed(ArrivalKind kind, long dueAt, String cause) {
        Counts counts = counts(kind);
        counts.errors.merge(cause, 1L, Long::sum);
        counts.failedSeconds.merge(second(dueAt), 1L, Long::sum);
        if (kind.isHonest()) {
            live.failed(cause);
        }
    }

    @Override
    public void ended() {
        live.ended();
    }

    Map<ArrivalKind, KindResult> results() {
        Map<ArrivalKind, KindResult> results = new EnumMap<>(ArrivalKind.class);
        kinds.forEach((kind, counts) -> results.put(kind, counts.result()));
        return results;
    }

    LatencyHistogram late() {
        return LatencyHistogram.of(late);
    }

    LatencyHistogram heldBack() {
        return LatencyHistogram.of(heldBack);
    }

    long due() {
        return due;
    }

    long neverStartedCount() {
        return neverStarted;
    }

    private Counts counts(ArrivalKind kind) {
        return kinds.computeIfAbsent(kind, first -> new Counts());
    }

    private long second(long nanos) {
        return Math.floorDiv(startedMillis * 1_000_000 + (nanos - startNanos), SECOND_NANOS);
    }
}
