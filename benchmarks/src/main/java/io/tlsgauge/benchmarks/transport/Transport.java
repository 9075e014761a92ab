package io.tlsgauge.benchmarks.transport;

import java.nio.channels.SocketChannel;

/** Moves the bytes of a server's connections. */
interface Transport extends AutoCloseable {
    /** Takes over an accepted connection. */
    void adopt(SocketChannel channel);

    /** Says close_notify to all connections, gives them a moment to leave, and ends. */
    @Override
    void close();
}
