package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The engine as a server: a thread that accepts, event loops, and threads for RSA. */
public final class TlsServer implements AutoCloseable {
    private static final long GRACE_MILLIS = 2 * ServerConnection.LINGER.toMillis();
    private static final long ACCEPT_PAUSE_NANOS = 10_000_000;

    private final ServerSocketChannel listener;
    private final ServerCounters counters = new ServerCounters();
    private final ServerLimits limits;
    private final ExecutorService workers;
    private final Consumer<String> notes;
    private final List<EventLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private TlsServer(ServerSocketChannel listener, ServerLimits limits, Consumer<String> notes) {
        this.listener = listener;
        this.limits = limits;
        this.notes = notes;
        AtomicInteger number = new AtomicInteger();
        this.workers = Executors.newFixedThreadPool(
                limits.threads(), task -> daemon(task, "tlsgauge-rsa-" + number.incrementAndGet()));
    }

    /**
     * Listens and serves.
     *
     * @param config with delegated tasks, so that RSA runs off the loops
     * @param notes takes a line for each connection that failed
     * @throws IOException if the address can't be listened on
     */
    public static TlsServer start(
            ServerConfig config, InetSocketAddress address, ServerLimits limits, Consumer<String> notes)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(address, 1024);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        TlsServer server = new TlsServer(listener, limits, notes);
        for (int i = 1; i <= limits.threads(); i++) {
            EventLoop loop = new EventLoop(config, limits, server.counters, server.workers, notes);
            server.loops.add(loop);
            server.threads.add(daemon(loop, "tlsgauge-loop-" + i));
        }
        server.threads.add(daemon(server::accept, "tlsgauge-accept"));
        server.threads.forEach(Thread::start);
        return server;
    }

    /** Where the server listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** What the server has done. */
    public ServerCounters counters() {
        return counters;
    }

    /** Stops listening, says close_notify to all connections, gives them a moment to leave, and ends. */
    @Override
    public void close() throws IOException {
        listener.close();
        loops.forEach(EventLoop::stop);
        for (Thread thread : threads) {
            try {
                thread.join(GRACE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        workers.shutdownNow();
    }

    private void accept() {
        int next = 0;
        while (listener.isOpen()) {
            try {
                SocketChannel channel = listener.accept();
                if (counters.tryOpen(limits.maxConnections())) {
                    loops.get(Math.floorMod(next++, loops.size())).adopt(channel);
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

    private static Thread daemon(Runnable body, String name) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
