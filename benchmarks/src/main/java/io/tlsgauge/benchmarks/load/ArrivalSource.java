package io.tlsgauge.benchmarks.load;

import io.tlsgauge.results.load.ArrivalKind;

/** The arrivals of one event loop, one after the other in the order of time. */
interface ArrivalSource {
    /** Whether there is another one. */
    boolean hasNext();

    /** When it is due, in nanoseconds from the load's start. */
    long dueNanos();

    /** What it asks for. */
    ArrivalKind kind();

    /** The client that comes, or -1 where any may. */
    int client();

    /** Whether all clients may come, or the first half of them only. */
    boolean isFromAll();

    /** Goes on to the one after it. */
    void advance();
}
