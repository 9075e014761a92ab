package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** The engine as a server: event loops or virtual threads, and threads for RSA. */
public final class TlsServer implements AutoCloseable {
    /** What waits to be let in where more come than are served; the kernel may hold fewer (somaxconn). */
    private static final int BACKLOG = 4096;

    private final ServerSocketChannel listener;
    private final ServerCounters counters = new ServerCounters();
    private final ServerLimits limits;
    private final HandshakeWorkers workers;
    private final Transport transport;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    private TlsServer(
            ServerSocketChannel listener,
            ServerConfig config,
            Threading threading,
            ServerLimits limits,
            Consumer<String> notes)
            throws IOException {
        this.listener = listener;
        this.limits = limits;
        this.workers = new HandshakeWorkers(limits.threads(), limits.maxWaitingHandshakes());
        this.transport = threading == Threading.VIRTUAL_THREADS
                ? new VirtualThreads(listener, config, limits, counters, workers, notes)
                : new EventLoops(listener, config, limits, counters, workers, notes, this::fail);
    }

    /**
     * Listens and serves.
     *
     * @param config with delegated tasks, so that RSA runs off the threads that move bytes
     * @param threading one that is here
     * @param notes takes a line for each connection that failed
     * @throws IOException if the address can't be listened on
     */
    public static TlsServer start(
            ServerConfig config,
            InetSocketAddress address,
            Threading threading,
            ServerLimits limits,
            Consumer<String> notes)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(address, BACKLOG);
            return new TlsServer(listener, config, threading, limits, notes);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
    }

    /** Where the server listens. */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) listener.getLocalAddress();
    }

    /** What the server has done. */
    public ServerCounters counters() {
        return counters;
    }

    /** What the server bears. */
    public ServerLimits limits() {
        return limits;
    }

    /** Why the server listens no more, once it does not and nobody has closed it; it is to be closed then. */
    public CompletionStage<Throwable> failure() {
        return failure;
    }

    /** A loop that is gone would leave its share of the connections without an answer: better none are taken. */
    private void fail(Throwable cause) {
        try {
            listener.close();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        failure.complete(cause);
    }

    HandshakeWorkers workers() {
        return workers;
    }

    /** How many handshakes wait for a thread for RSA now. */
    public int waitingHandshakes() {
        return workers.waiting();
    }

    /** Stops listening, says close_notify to all connections, gives them a moment to leave, and ends. */
    @Override
    public void close() throws IOException {
        listener.close();
        transport.close();
        workers.close();
    }
}
