package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.ArrivalKind;

/** Who is told what becomes of a loop's arrivals, on the loop's thread. */
interface ArrivalListener {
    /**
     * An arrival starts.
     *
     * @param dueAt when it should have, by {@code System.nanoTime}
     * @param startedAt when it did
     * @param wasHeldBack whether too many were open when it was due
     */
    void started(long dueAt, long startedAt, boolean wasHeldBack);

    /** An arrival that was due is given up before it started. */
    void neverStarted();

    /** An arrival ended well. */
    void done(ArrivalKind kind, Moments moments);

    /** An arrival that started failed. */
    void failed(ArrivalKind kind, long dueAt, String cause);

    /** A connection is gone, however it ended. */
    void ended();
}
