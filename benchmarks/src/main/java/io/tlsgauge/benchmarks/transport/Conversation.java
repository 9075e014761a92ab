package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * What is said on one connection of the server, whoever moves the bytes: TLS, and HTTP within; with its time limits and
 * its part in the counters. Used by one thread at a time, but for {@link #isLate}.
 *
 * <p>What it holds is bounded by a record, a request's head and an answer, as long as what it has to send is sent
 * before it goes on.
 */
final class Conversation {
    /** How long a peer may take to close after this side has. */
    static final Duration LINGER = Duration.ofSeconds(1);

    /** What is to be done, once all output is sent. */
    enum Next {
        /** There may be more to do at once. */
        STEP,
        /** More bytes must be received. */
        RECEIVE,
        /**
         * The {@link #task()} must be {@linkplain #offer offered} to those who do such work, or run once its {@link
         * #answer()} is there.
         */
        WORK,
        /** This side has closed: the peer is to do so too. */
        CLOSE,
        /** Both sides have closed: there is nothing to wait for. */
        END
    }

    private final TlsConnection tls;
    private final ServerLimits limits;
    private final ServerCounters counters;
    private final Consumer<String> notes;
    private final HttpExchange http = new HttpExchange();
    private boolean begun;
    private boolean established;
    private boolean admitted;
    private boolean closing;
    private long begunNanos;
    private volatile long deadlineNanos;

    Conversation(TlsConnection tls, ServerLimits limits, ServerCounters counters, Consumer<String> notes) {
        this.tls = tls;
        this.limits = limits;
        this.counters = counters;
        this.notes = notes;
        postpone(limits.handshakeTimeout());
    }

    /** The connection, for what it has to send. */
    TlsConnection tls() {
        return tls;
    }

    /**
     * Takes what was received a step further.
     *
     * @param network received bytes; what can't be used yet is left there
     * @param room for a record's content, for this step's use
     */
    Next step(ByteBuffer network, ByteBuffer room) {
        if (closing) {
            return Next.CLOSE;
        }
        if (established && !tls.isHandshaking()) {
            Optional<HttpExchange.Response> answer = http.answer(tls.summary(), counters);
            if (answer.isPresent()) {
                send(answer.get());
                return Next.STEP;
            }
        }
        return receive(network, room.clear());
    }

    private void send(HttpExchange.Response answer) {
        postpone(limits.idleTimeout());
        tls.write(ByteBuffer.wrap(answer.bytes()));
        if (!answer.keepAlive()) {
            close();
        }
    }

    private Next receive(ByteBuffer network, ByteBuffer room) {
        if (!begun && network.hasRemaining()) {
            begun = true;
            begunNanos = System.nanoTime();
        }
        try {
            TlsConnection.Status status = tls.receive(network, room);
            if (!established && tls.isEstablished()) {
                established = true;
                counters.handshake(tls.summary(), System.nanoTime() - begunNanos);
                postpone(limits.idleTimeout());
            }
            admitted &= tls.isHandshaking();
            boolean data = room.position() > 0;
            http.receive(room.flip());
            return switch (status) {
                case NEEDS_INPUT -> data || tls.hasOutput() ? Next.STEP : Next.RECEIVE;
                case NEEDS_ROOM -> Next.STEP;
                case NEEDS_TASK -> Next.WORK;
                case CLOSED -> {
                    // The peer reads no more: what it asked for last is not answered (RFC 5246 §7.2.1).
                    close();
                    yield Next.END;
                }
            };
        } catch (TlsException e) {
            counters.failure(e.alert());
            notes.accept(e.getMessage());
            closing = true;
            return Next.CLOSE;
        }
    }

    /** The work that {@link Next#WORK} asks for, on any thread. */
    Runnable task() {
        return tls.task();
    }

    /** What the {@link #task()} waits for, where it is no work. */
    Optional<CompletionStage<?>> answer() {
        return tls.answer();
    }

    /**
     * Has the {@link #task()}, or what it is part of, run; gives false if the handshake is refused instead, since it
     * has done nothing costly yet and too much work waits already.
     */
    boolean offer(Runnable task, HandshakeWorkers workers) {
        if (admitted ? workers.goOn(task) : workers.offer(task)) {
            admitted = true;
            return true;
        }
        shed();
        return false;
    }

    /**
     * Refuses the handshake. The alert is {@code internal_error}, which RFC 5246
     * §7.2.2 has for what is neither the peer's fault nor the protocol's, such as a lack of memory, and which is
     * always fatal: a client knows at once, and may come again.
     */
    private void shed() {
        counters.shed();
        notes.accept(tls.abort(AlertDescription.INTERNAL_ERROR, "too many handshakes wait for their work")
                .getMessage());
        closing = true;
    }

    /** Says close_notify; nothing more is answered. */
    void close() {
        tls.close();
        closing = true;
    }

    /** Counts and notes that the peer was gone before the handshake was done. */
    void gone(String why) {
        if (!established && !closing) {
            counters.left();
            notes.accept("left in " + tls.state() + ": " + why);
        }
    }

    /** Ends what took longer than it may, but for output that says so. */
    void timeOut() {
        counters.timedOut();
        notes.accept("timed out");
        close();
    }

    /** Whether it takes longer than it may. */
    boolean isLate(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** Gives the peer its time to close, once all output is sent. */
    void linger() {
        postpone(LINGER);
    }

    private void postpone(Duration timeout) {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
    }
}
