package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** One thread that moves the bytes of its connections, and never does the work of a handshake's RSA. */
final class EventLoop implements Runnable {
    private static final long SCAN_MILLIS = 100;

    private final Selector selector;
    private final ServerConfig config;
    private final ServerLimits limits;
    private final ServerCounters counters;
    private final Executor workers;
    private final Consumer<String> notes;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;

    EventLoop(
            ServerConfig config, ServerLimits limits, ServerCounters counters, Executor workers, Consumer<String> notes)
            throws IOException {
        this.selector = Selector.open();
        this.config = config;
        this.limits = limits;
        this.counters = counters;
        this.workers = workers;
        this.notes = notes;
    }

    ServerLimits limits() {
        return limits;
    }

    ServerCounters counters() {
        return counters;
    }

    void note(String line) {
        notes.accept(line);
    }

    /** Takes over an accepted connection; called by any thread. */
    void adopt(SocketChannel channel) {
        execute(() -> {
            try {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new ServerConnection(this, channel, key, TlsConnection.server(config)));
            } catch (IOException e) {
                counters.closed();
                note("a new connection was gone at once: " + e.getMessage());
            }
        });
    }

    /** Has a task run off the loop, and the connection resumed on it afterwards. */
    void work(Runnable task, ServerConnection connection) {
        try {
            workers.execute(() -> {
                task.run();
                execute(connection::resume);
            });
        } catch (RejectedExecutionException e) {
            execute(connection::shutDown);
        }
    }

    /** Ends the loop and its connections; called by any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        long scanned = System.nanoTime();
        try (selector) {
            while (!stopping) {
                selector.select(key -> ((ServerConnection) key.attachment()).advance(), SCAN_MILLIS);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                long now = System.nanoTime();
                if (now - scanned >= SCAN_MILLIS * 1_000_000) {
                    scanned = now;
                    selector.keys().forEach(key -> ((ServerConnection) key.attachment()).endIfLate(now));
                }
            }
            selector.keys().forEach(key -> ((ServerConnection) key.attachment()).shutDown());
        } catch (IOException e) {
            note("an event loop failed: " + e.getMessage());
        }
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }
}
