package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Serves connections on a few event loops, in turn. */
final class EventLoops implements Transport {
    private static final long GRACE_MILLIS = 2 * Conversation.LINGER.toMillis();

    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int next;

    /**
     * @param failure is told why a loop ends unasked
     * @throws IOException if there is no selector to be had
     */
    EventLoops(
            ServerConfig config,
            ServerLimits limits,
            ServerCounters counters,
            HandshakeWorkers workers,
            Consumer<String> notes,
            Consumer<Throwable> failure)
            throws IOException {
        for (int i = 1; i <= limits.threads(); i++) {
            EventLoop loop = new EventLoop(config, limits, counters, workers, notes, failure);
            Thread thread = new Thread(loop, "tlsgauge-loop-" + i);
            thread.setDaemon(true);
            loops.add(loop);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** Called by one thread. */
    @Override
    public void adopt(SocketChannel channel) {
        loops.get(Math.floorMod(next++, loops.size())).adopt(channel);
    }

    @Override
    public void close() {
        loops.forEach(EventLoop::stop);
        for (Thread thread : threads) {
            try {
                thread.join(GRACE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
