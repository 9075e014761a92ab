package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.config.ServerConfig;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One thread that moves the bytes of its connections, and never does the work of a handshake's RSA. */
final class EventLoop implements Runnable {
    private static final int MOST_SPARE = 256;
    /** How many connections it takes over at a time: more would make those wait that it has. */
    static final int ROOM = 16;

    private static final long SHUT_MILLIS = 10;
    private static final long SCAN_MILLIS = 100;

    private final Selector selector;
    private final ServerConfig config;
    private final ServerLimits limits;
    private final ServerCounters counters;
    private final HandshakeWorkers workers;
    private final Consumer<String> notes;
    private final Consumer<Throwable> failure;
    private final ByteBuffer network = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
    private final ByteBuffer application = ByteBuffer.allocate(1 << 14);
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final ArrayDeque<TlsConnection> spare = new ArrayDeque<>();
    private Optional<Door> door = Optional.empty();
    private Optional<Long> doorShutSince = Optional.empty();
    private volatile boolean stopping;

    /** Where connections come in. */
    private record Door(SelectionKey key, LettingIn lettingIn) {}

    /** Takes in some of those who wait. */
    @FunctionalInterface
    interface LettingIn {
        /** @throws IOException if none can be taken in now */
        void run() throws IOException;
    }

    /** @param failure is told why the loop ends unasked */
    EventLoop(
            ServerConfig config,
            ServerLimits limits,
            ServerCounters counters,
            HandshakeWorkers workers,
            Consumer<String> notes,
            Consumer<Throwable> failure)
            throws IOException {
        this.selector = Selector.open();
        this.config = config;
        this.limits = limits;
        this.counters = counters;
        this.workers = workers;
        this.notes = notes;
        this.failure = failure;
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

    /** Room for a record on its way in or out, for a connection's use until it returns to the loop. */
    ByteBuffer network() {
        return network;
    }

    /** Room for a record's content, for a connection's use until it returns to the loop. */
    ByteBuffer application() {
        return application;
    }

    /**
     * Has those who wait at a listener let in by this loop's thread; called before that runs.
     *
     * @param listener that does not block
     */
    void openDoor(ServerSocketChannel listener, LettingIn lettingIn) throws IOException {
        door = Optional.of(new Door(listener.register(selector, SelectionKey.OP_ACCEPT), lettingIn));
    }

    /** Takes over an accepted connection; called by any thread. */
    void adopt(SocketChannel channel) {
        if (stopping) {
            counters.closed();
            discard(channel);
            return;
        }
        pending.incrementAndGet();
        execute(() -> {
            pending.decrementAndGet();
            takeOver(channel);
        });
    }

    /** Whether it takes connections over as fast as they come; asked by any thread. */
    boolean hasRoom() {
        return pending.get() < ROOM;
    }

    /** Takes over an accepted connection; called by its own thread. */
    void takeOver(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            TlsConnection tls = connection();
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new ServerConnection(this, channel, key, tls));
        } catch (IOException | RuntimeException e) {
            counters.closed();
            note("a new connection was gone at once: " + e);
            discard(channel);
        }
    }

    /** Keeps a connection that has ended for the buffers, which one that comes takes over; it must not be used any more. */
    void spare(TlsConnection connection) {
        if (spare.size() < MOST_SPARE) {
            spare.addFirst(connection);
        }
    }

    private TlsConnection connection() {
        TlsConnection connection = spare.pollFirst();
        return connection == null ? TlsConnection.server(config) : connection.reuse(config);
    }

    /**
     * Has a conversation's task run off the loop, once the answer is there where it waits for one, and the connection
     * resumed on the loop; gives false if it is refused.
     */
    boolean work(Conversation conversation, ServerConnection connection) {
        Runnable task = conversation.task();
        Runnable whole = () -> {
            try {
                task.run();
            } finally {
                execute(connection::resume);
            }
        };
        if (conversation.answer().isPresent()) {
            conversation.answer().get().whenComplete((answer, failure) -> whole.run());
            return true;
        }
        return conversation.offer(whole, workers);
    }

    /** Ends the loop once its connections were said goodbye; called by any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try (selector) {
            long scanned = System.nanoTime();
            while (!stopping) {
                turn();
                long now = System.nanoTime();
                if (now - scanned >= TimeUnit.MILLISECONDS.toNanos(SCAN_MILLIS)) {
                    scanned = now;
                    connections(connection -> connection.endIfLate(now));
                }
                openDoorAgain(now);
            }
            door.ifPresent(guarded -> guarded.key.cancel());
            connections(ServerConnection::leave);
            long deadline = System.nanoTime() + Conversation.LINGER.toNanos();
            while (!selector.keys().isEmpty() && System.nanoTime() - deadline < 0) {
                turn();
            }
            connections(ServerConnection::end);
        } catch (IOException | RuntimeException | Error e) {
            failure.accept(e);
        } finally {
            // What was still to be taken over is closed for want of a selector, and counted.
            runTasks();
        }
    }

    private void turn() throws IOException {
        selector.select(this::advance, doorShutSince.isPresent() ? SHUT_MILLIS : SCAN_MILLIS);
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void advance(SelectionKey key) {
        if (key.attachment() instanceof ServerConnection connection) {
            connection.advance();
        } else {
            letIn();
        }
    }

    private void letIn() {
        try {
            door.orElseThrow().lettingIn.run();
        } catch (ClosedChannelException e) {
            door.orElseThrow().key.cancel();
        } catch (IOException e) {
            note("a connection could not be accepted: " + e.getMessage());
            // Where file descriptors ran out the next attempt fails as well: not at once.
            setDoor(0);
            doorShutSince = Optional.of(System.nanoTime());
        }
    }

    private void openDoorAgain(long nowNanos) {
        if (doorShutSince.isPresent() && nowNanos - doorShutSince.get() >= TimeUnit.MILLISECONDS.toNanos(SHUT_MILLIS)) {
            doorShutSince = Optional.empty();
            setDoor(SelectionKey.OP_ACCEPT);
        }
    }

    private void setDoor(int operations) {
        try {
            door.orElseThrow().key.interestOps(operations);
        } catch (CancelledKeyException e) {
            // The server has just stopped listening.
            doorShutSince = Optional.empty();
        }
    }

    private void connections(Consumer<ServerConnection> step) {
        selector.keys().forEach(key -> {
            if (key.attachment() instanceof ServerConnection connection) {
                step.accept(connection);
            }
        });
    }

    private void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Closes a connection that nobody takes over. */
    void discard(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            note("a socket could not be closed: " + e.getMessage());
        }
    }
}
