package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Serves each connection on a virtual thread of its own; one more thread accepts, and one looks after the time limits of
 * all.
 */
final class VirtualThreads implements Transport {
    /** The release of the JDK that has them. */
    static final int SINCE = 21;

    private static final int MOST_SPARE = 512;
    private static final long SCAN_MILLIS = 100;
    private static final long ACCEPT_PAUSE_NANOS = 10_000_000;

    private final ServerSocketChannel listener;
    private final ServerConfig config;
    private final ServerLimits limits;
    private final ServerCounters counters;
    private final HandshakeWorkers workers;
    private final Consumer<String> notes;
    private final ExecutorService executor = newExecutor();
    private final Set<BlockingConnection> connections = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<TlsConnection> spare = new ArrayBlockingQueue<>(MOST_SPARE);
    private final Thread deadlines = new Thread(this::watch, "tlsgauge-deadlines");

    /** @param listener that blocks */
    VirtualThreads(
            ServerSocketChannel listener,
            ServerConfig config,
            ServerLimits limits,
            ServerCounters counters,
            HandshakeWorkers workers,
            Consumer<String> notes) {
        this.listener = listener;
        this.config = config;
        this.limits = limits;
        this.counters = counters;
        this.workers = workers;
        this.notes = notes;
        deadlines.setDaemon(true);
        deadlines.start();
        Thread accepting = new Thread(this::accept, "tlsgauge-accept");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** Looked up by its name, because what is compiled here runs on a JDK 17, too. */
    private static ExecutorService newExecutor() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("no virtual threads before JDK " + SINCE, e);
        }
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                if (counters.tryOpen(limits.maxConnections())) {
                    adopt(channel);
                } else {
                    channel.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                notes.accept("a connection could not be accepted: " + e.getMessage());
                // Where file descriptors ran out the next attempt fails as well: don't spin.
                LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
            }
        }
    }

    private void adopt(SocketChannel channel) {
        try {
            executor.execute(() -> serve(channel));
        } catch (RejectedExecutionException e) {
            counters.closed();
            discard(channel);
        }
    }

    private void serve(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        } catch (IOException e) {
            counters.closed();
            notes.accept("a new connection was gone at once: " + e.getMessage());
            discard(channel);
            return;
        }
        BlockingConnection connection = new BlockingConnection(channel, connection(), limits, counters, workers, notes);
        connections.add(connection);
        connection.run();
        connections.remove(connection);
        spare.offer(connection.tls());
    }

    private void discard(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            notes.accept("a socket could not be closed: " + e.getMessage());
        }
    }

    private TlsConnection connection() {
        TlsConnection connection = spare.poll();
        return connection == null ? TlsConnection.server(config) : connection.reuse(config);
    }

    private void watch() {
        try {
            while (!executor.isShutdown()) {
                long now = System.nanoTime();
                connections.forEach(connection -> connection.endIfLate(now));
                TimeUnit.MILLISECONDS.sleep(SCAN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        connections.forEach(BlockingConnection::leave);
        long deadline = System.nanoTime() + Conversation.LINGER.toNanos();
        executor.shutdown();
        try {
            while (!executor.awaitTermination(SCAN_MILLIS, TimeUnit.MILLISECONDS) && System.nanoTime() - deadline < 0) {
                long now = System.nanoTime();
                connections.forEach(connection -> connection.endIfLate(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
    }
}
