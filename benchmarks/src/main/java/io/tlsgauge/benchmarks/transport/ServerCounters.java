package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.session.HandshakeKind;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a server has done so far. Safe for use by several threads. */
public final class ServerCounters {
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<HandshakeKind, LongAdder> handshakes = new ConcurrentHashMap<>();
    private final Map<AlertDescription, LongAdder> failures = new ConcurrentHashMap<>();

    /** Counts a connection, unless {@code limit} are open. */
    boolean tryOpen(int limit) {
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            refused.increment();
            return false;
        }
        accepted.increment();
        return true;
    }

    void closed() {
        open.decrementAndGet();
    }

    void timedOut() {
        timedOut.increment();
    }

    void left() {
        left.increment();
    }

    void received(int bytes) {
        received.add(bytes);
    }

    void sent(int bytes) {
        sent.add(bytes);
    }

    void request() {
        requests.increment();
    }

    void handshake(HandshakeKind kind) {
        handshakes.computeIfAbsent(kind, any -> new LongAdder()).increment();
    }

    void failure(AlertDescription alert) {
        failures.computeIfAbsent(alert, any -> new LongAdder()).increment();
    }

    /** How many handshakes of this kind were finished. */
    public long handshakes(HandshakeKind kind) {
        LongAdder count = handshakes.get(kind);
        return count == null ? 0 : count.sum();
    }

    /** How many handshakes failed by this alert, sent or received. */
    public long failures(AlertDescription alert) {
        LongAdder count = failures.get(alert);
        return count == null ? 0 : count.sum();
    }

    /** How many peers left before the handshake was done. */
    public long departures() {
        return left.sum();
    }

    /** How many connections are open now. */
    public int open() {
        return open.get();
    }

    /** How many connections were closed for their silence. */
    public long timeouts() {
        return timedOut.sum();
    }

    /** How many connections were closed at once since too many were open. */
    public long refusals() {
        return refused.sum();
    }

    /** All counters in one line. */
    @Override
    public String toString() {
        StringJoiner line = new StringJoiner(", ").add("accepted " + accepted).add("open " + open);
        for (HandshakeKind kind : HandshakeKind.values()) {
            line.add(kind + " " + handshakes(kind));
        }
        line.add("requests " + requests)
                .add("timed out " + timedOut)
                .add("left " + left)
                .add("refused " + refused)
                .add("bytes in " + received)
                .add("bytes out " + sent);
        new TreeMap<>(failures).forEach((alert, count) -> line.add("failed by " + alert + " " + count));
        return line.toString();
    }
}
