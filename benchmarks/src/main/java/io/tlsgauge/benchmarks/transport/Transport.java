package io.tlsgauge.benchmarks.transport;

/** Takes connections in where a server listens, and moves their bytes. */
interface Transport extends AutoCloseable {
    /** Says close_notify to all connections, gives them a moment to leave, and ends. */
    @Override
    void close();
}
