package io.tlsgauge.benchmarks.load;

/** When what happened to an arrival, by {@code System.nanoTime}; 0 for what did not happen. */
final class Moments {
    /** When it should have started. */
    final long due;

    /** When it did. */
    final long started;

    /** When TCP was connected. */
    long connected;

    /** When both Finished were done. */
    long shakenHands;

    /** When the answer's first byte was there. */
    long firstByte;

    /** When it had what it came for. */
    long ended;

    Moments(long due, long started) {
        this.due = due;
        this.started = started;
    }
}
