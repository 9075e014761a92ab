package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Serves connections on a few event loops, in turn. The first lets them in, a few each time it sees to those inside, and
 * none that no loop has room for: where more come than can be served the others wait in the kernel, which costs nothing,
 * and not in here, where each would take memory from all.
 */
final class EventLoops implements Transport {
    private static final long GRACE_MILLIS = 2 * Conversation.LINGER.toMillis();

    private final ServerSocketChannel listener;
    private final ServerLimits limits;
    private final ServerCounters counters;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int next;

    /**
     * @param failure is told why a loop ends unasked
     * @throws IOException if there is no selector to be had
     */
    EventLoops(
            ServerSocketChannel listener,
            ServerConfig config,
            ServerLimits limits,
            ServerCounters counters,
            HandshakeWorkers workers,
            Consumer<String> notes,
            Consumer<Throwable> failure)
            throws IOException {
        this.listener = listener;
        this.limits = limits;
        this.counters = counters;
        for (int i = 1; i <= limits.threads(); i++) {
            EventLoop loop = new EventLoop(config, limits, counters, workers, notes, failure);
            Thread thread = new Thread(loop, "tlsgauge-loop-" + i);
            thread.setDaemon(true);
            loops.add(loop);
            threads.add(thread);
        }
        listener.configureBlocking(false);
        loops.get(0).openDoor(listener, this::letIn);
        threads.forEach(Thread::start);
    }

    /** Lets some in who wait; called by the first loop's thread. */
    private void letIn() throws IOException {
        int roomOfFirst = EventLoop.ROOM;
        for (int i = 0; i < EventLoop.ROOM * loops.size(); i++) {
            Optional<EventLoop> loop = nextWithRoom(roomOfFirst);
            SocketChannel channel = loop.isPresent() ? listener.accept() : null;
            if (channel == null) {
                return;
            }
            if (!counters.tryOpen(limits.maxConnections())) {
                loop.get().discard(channel);
            } else if (loop.get() == loops.get(0)) {
                roomOfFirst--;
                loop.get().takeOver(channel);
            } else {
                loop.get().adopt(channel);
            }
        }
    }

    private Optional<EventLoop> nextWithRoom(int roomOfFirst) {
        for (int tried = 0; tried < loops.size(); tried++) {
            EventLoop loop = loops.get(Math.floorMod(next++, loops.size()));
            if (loop == loops.get(0) ? roomOfFirst > 0 : loop.hasRoom()) {
                return Optional.of(loop);
            }
        }
        return Optional.empty();
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
