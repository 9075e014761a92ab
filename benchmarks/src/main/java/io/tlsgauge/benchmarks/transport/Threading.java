package io.tlsgauge.benchmarks.transport;

/** On whose threads a server's connections are served. */
public enum Threading {
    /** A few threads with a selector each. */
    EVENT_LOOPS,
    /** A virtual thread a connection; on JDK 21 and newer. */
    VIRTUAL_THREADS;

    /** Whether this Java runtime has it. */
    public boolean isHere() {
        return this == EVENT_LOOPS || Runtime.version().feature() >= VirtualThreads.SINCE;
    }
}
