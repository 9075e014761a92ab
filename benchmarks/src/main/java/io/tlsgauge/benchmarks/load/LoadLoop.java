package io.tlsgauge.benchmarks.load;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.results.load.ArrivalKind;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One thread of the generator: it starts the arrivals that are due, and moves the bytes of those that have started.
 *
 * <p>An arrival whose time has come while as many connections are open as may be is held back; the schedule goes on
 * nevertheless, and the time held back is part of the latency.
 */
final class LoadLoop implements AutoCloseable {
    private static final int MOST_SPARE = 256;
    private static final int MOST_STARTED_A_TURN = 16;
    private static final int SMALL_BUFFER = 8 * 1024;
    private static final long SCAN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long after it has seen its end a load still starts what it should have started. */
    private static final long OVERTIME_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LoadTarget target;
    private final Callers callers;
    private final SplittableRandom random;
    private final Selector selector;
    private final ByteBuffer network = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
    private final ByteBuffer outbound = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
    private final ByteBuffer application = ByteBuffer.allocate(1 << 14);
    private final ArrayDeque<TlsConnection> spare = new ArrayDeque<>();
    private final Optional<byte[]> request;
    private final byte[] endlessRequests;
    private final long timeoutNanos;
    private int open;
    private int awaited;
    private int bound;
    private long heldBackUntil;
    private boolean isOvertime;
    private long overtimeStartNanos;
    private long scannedNanos = System.nanoTime();
    private boolean outOfDescriptors;
    private volatile boolean asleep;
    private volatile long sleepsUntilDue;
    private volatile boolean stopping;

    /**
     * @param population its clients
     * @param path what is asked for after a handshake, where anything is
     * @param timeoutMillis how long a connection may take
     */
    LoadLoop(LoadTarget target, Population population, Optional<String> path, long timeoutMillis, long seed)
            throws IOException {
        this.target = target;
        this.random = new SplittableRandom(~seed);
        this.callers = new Callers(population, random.split());
        this.request = path.map(asked -> request(asked, target.serverName(), "close"));
        this.endlessRequests = request("/", target.serverName(), "keep-alive");
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        this.selector = Selector.open();
    }

    private static byte[] request(String path, String host, String connection) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: " + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Who comes to it. */
    Callers callers() {
        return callers;
    }

    boolean outOfDescriptors() {
        return outOfDescriptors;
    }

    /** Room for a record on its way in. */
    ByteBuffer network() {
        return network;
    }

    /** Room for a record on its way out. */
    ByteBuffer outbound() {
        return outbound;
    }

    /** Room for a record's content. */
    ByteBuffer application() {
        return application;
    }

    /** What is asked for after a handshake. */
    Optional<byte[]> request() {
        return request;
    }

    /** What is asked for again and again by those who never read. */
    byte[] endlessRequests() {
        return endlessRequests;
    }

    /** Ends the loop where it stands; called by any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    /** Takes an earlier {@link #stop} back. */
    void mayRun() {
        stopping = false;
    }

    /** Lets it look for what is due, where it does not do so anyway; called by any thread. */
    void wake() {
        if (asleep) {
            selector.wakeup();
        }
    }

    /** Whether it waits for something to happen; asked by any thread. */
    boolean isAsleep() {
        return asleep;
    }

    /** Wakes it for an arrival of its source, unless it sleeps for a later one; called by any thread. */
    void wakeFor(long dueNanos) {
        if (asleep && sleepsUntilDue <= dueNanos) {
            selector.wakeup();
        }
    }

    /**
     * Makes all arrivals of a source, and waits until all have ended that end by themselves.
     *
     * @param startNanos when the source's time began, by {@code System.nanoTime}
     * @param durationNanos after which what is held back is given up
     * @param mostOpen connections at a time
     * @param fallsAsleep is told each time that it is asleep, and may miss what comes due
     */
    void run(
            ArrivalSource source,
            ArrivalListener listener,
            long startNanos,
            long durationNanos,
            int mostOpen,
            Runnable fallsAsleep)
            throws IOException {
        bound = mostOpen;
        callers.beginLoad();
        isOvertime = false;
        heldBackUntil = startNanos - 1;
        while (!stopping && (source.hasNext() || awaited > 0)) {
            boolean more = startDue(source, listener, startNanos);
            giveUpAfterEnd(source, listener, startNanos + durationNanos);
            if (more) {
                selector.selectNow(key -> of(key).advance());
            } else {
                sleep(source, startNanos, fallsAsleep);
            }
            endLate();
        }
        long now = System.nanoTime();
        for (; source.hasNext() && startNanos + source.dueNanos() <= now; source.advance()) {
            listener.neverStarted();
        }
        abandon();
    }

    /** Gives up what is under way. */
    void abandon() throws IOException {
        connections().forEach(LoadConnection::abandon);
        selector.selectNow();
    }

    /**
     * Starts what is due and moves what can be moved, once.
     *
     * @param startNanos when the source's time began, by {@code System.nanoTime}
     * @param mostOpen connections at a time
     * @param waitMillis how long to wait for something to move if nothing is due, or 0 for not at all
     * @return how many connections moved
     */
    int turn(ArrivalSource source, ArrivalListener listener, long startNanos, int mostOpen, long waitMillis)
            throws IOException {
        bound = mostOpen;
        boolean more = startDue(source, listener, startNanos);
        int moved = more || waitMillis == 0
                ? selector.selectNow(key -> of(key).advance())
                : selector.select(key -> of(key).advance(), waitMillis);
        endLate();
        return moved;
    }

    /** How many connections are under way that end by themselves. */
    int awaited() {
        return awaited;
    }

    /** Looks now and then for those that take too long. */
    private void endLate() {
        long now = System.nanoTime();
        if (now - scannedNanos >= SCAN_NANOS) {
            scannedNanos = now;
            connections().forEach(connection -> connection.endIfLate(now, timeoutNanos));
        }
    }

    /** Until something is to be moved, or it is woken, or has to look for who is late. */
    private void sleep(ArrivalSource source, long startNanos, Runnable fallsAsleep) throws IOException {
        sleepsUntilDue = source.hasNext() ? source.dueNanos() : Long.MAX_VALUE;
        asleep = true;
        // What has come due while nobody would have woken this is seen here: it was awake by its own word until now.
        boolean due = source.hasNext() && open < bound && startNanos + source.dueNanos() - System.nanoTime() <= 0;
        if (!due) {
            fallsAsleep.run();
            selector.select(
                    key -> {
                        asleep = false;
                        of(key).advance();
                    },
                    TimeUnit.NANOSECONDS.toMillis(SCAN_NANOS));
        }
        asleep = false;
    }

    /** A list, since what is ended is taken from the keys. */
    private List<LoadConnection> connections() {
        return selector.keys().stream().map(LoadLoop::of).toList();
    }

    /** Starts what is due; returns whether there is more of it that may be started at once. */
    private boolean startDue(ArrivalSource source, ArrivalListener listener, long startNanos) throws IOException {
        for (int started = 0; source.hasNext(); started++) {
            long now = System.nanoTime();
            long due = startNanos + source.dueNanos();
            if (due - now > 0) {
                return false;
            }
            if (open >= bound) {
                heldBackUntil = now;
                return false;
            }
            if (started == MOST_STARTED_A_TURN) {
                return true;
            }
            if (!start(source, listener, due)) {
                heldBackUntil = now;
                if (open > 0) {
                    return false;
                }
                // Others hold what sockets there are: nothing that ends here makes room.
                listener.neverStarted();
            }
            source.advance();
        }
        return false;
    }

    private void giveUpAfterEnd(ArrivalSource source, ArrivalListener listener, long endNanos) {
        long now = System.nanoTime();
        if (!source.hasNext() || now - endNanos <= 0) {
            return;
        }
        if (!isOvertime) {
            isOvertime = true;
            overtimeStartNanos = now;
        }
        if (open >= bound || now - overtimeStartNanos > OVERTIME_NANOS) {
            for (; source.hasNext(); source.advance()) {
                listener.neverStarted();
            }
        }
    }

    /** Returns whether the operating system had a socket. */
    private boolean start(ArrivalSource source, ArrivalListener listener, long due) throws IOException {
        InetSocketAddress address = address();
        SocketChannel channel;
        try {
            // The kernel has less to do for a socket of one family than for one that speaks both.
            channel = SocketChannel.open(
                    address.getAddress() instanceof Inet4Address
                            ? StandardProtocolFamily.INET
                            : StandardProtocolFamily.INET6);
        } catch (SocketException e) {
            return withoutSocket(e);
        }
        Call call = callers.next(source);
        Moments moments = new Moments(due, System.nanoTime());
        listener.started(due, moments.started, due - heldBackUntil <= 0);
        open++;
        awaited++;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        if (call.asked() == ArrivalKind.NEVER_READ) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, SMALL_BUFFER);
        }
        new LoadConnection(this, listener, call, moments, channel, connection(call)).connect(address);
        return true;
    }

    /** Has a connection advance once the operating system is ready for what it is interested in. */
    SelectionKey register(LoadConnection connection, SocketChannel channel, int operations) throws IOException {
        return channel.register(selector, operations, connection);
    }

    private InetSocketAddress address() {
        List<InetSocketAddress> addresses = target.addresses();
        return addresses.get(addresses.size() == 1 ? 0 : random.nextInt(addresses.size()));
    }

    /** What is open stays so; no more is opened until some of it has ended. */
    private boolean withoutSocket(SocketException e) throws SocketException {
        if (!SocketCause.of(e).equals(SocketCause.OUT_OF_DESCRIPTORS)) {
            throw e;
        }
        outOfDescriptors = true;
        bound = Math.max(1, open);
        return false;
    }

    private TlsConnection connection(Call call) {
        var config = call.withTickets() ? target.withTickets() : target.withIds();
        TlsConnection connection = spare.pollFirst();
        return connection == null
                ? TlsConnection.client(config, target.serverName(), call.offered())
                : connection.reuse(config, target.serverName(), call.offered());
    }

    /** A connection has ended, or will not end by itself. */
    void notAwaited() {
        awaited--;
    }

    /** A connection is gone, and does not touch its TLS any more. */
    void ended(TlsConnection tls) {
        open--;
        if (spare.size() < MOST_SPARE) {
            spare.addFirst(tls);
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }

    private static LoadConnection of(SelectionKey key) {
        return (LoadConnection) key.attachment();
    }
}
