package io.tlsgauge.benchmarks.transport;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a server has done so far. Safe for use by several threads. */
public final class ServerCounters {
    /** In seconds: from a resumption on an idle machine to the default of the time limit. */
    private static final double[] DURATIONS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
    };

    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final LongAdder ticketsRefused = new LongAdder();
    private final LongAdder timedOut = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final Map<HandshakeKind, LongAdder> handshakes = new ConcurrentHashMap<>();
    private final Map<AlertDescription, LongAdder> failures = new ConcurrentHashMap<>();
    private final Histogram durations = Histogram.builder()
            .name("tlsgauge_handshake_duration_seconds")
            .unit(Unit.SECONDS)
            .help("From the first bytes received to the handshake's end, the client's part included.")
            .labelNames("kind")
            .classicOnly()
            .classicUpperBounds(DURATIONS)
            .build();

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

    void sent(long bytes) {
        sent.add(bytes);
    }

    void request() {
        requests.increment();
    }

    void handshake(HandshakeSummary summary, long nanos) {
        handshakes.computeIfAbsent(summary.kind(), any -> new LongAdder()).increment();
        if (summary.ticketOffered() && summary.kind() != HandshakeKind.TICKET) {
            ticketsRefused.increment();
        }
        durations.labelValues(summary.kind().name()).observe(nanos / 1e9);
    }

    void shed() {
        shed.increment();
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

    /** How many handshakes failed by each alert, sent or received. */
    public Map<AlertDescription, Long> failures() {
        Map<AlertDescription, Long> counts = new TreeMap<>();
        failures.forEach((alert, count) -> counts.put(alert, count.sum()));
        return counts;
    }

    /** How many handshakes were refused since too many waited for RSA. */
    public long sheddings() {
        return shed.sum();
    }

    /** How many handshakes offered a ticket that was not taken. */
    public long ticketsRefused() {
        return ticketsRefused.sum();
    }

    /** How long handshakes took, in seconds by kind. */
    public Histogram durations() {
        return durations;
    }

    /** How many connections were accepted. */
    public long accepted() {
        return accepted.sum();
    }

    /** How many requests were answered. */
    public long requests() {
        return requests.sum();
    }

    /** How many bytes were received. */
    public long bytesReceived() {
        return received.sum();
    }

    /** How many bytes were sent. */
    public long bytesSent() {
        return sent.sum();
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
                .add("shed " + shed)
                .add("bytes in " + received)
                .add("bytes out " + sent);
        failures().forEach((alert, count) -> line.add("failed by " + alert + " " + count));
        return line.toString();
    }
}
