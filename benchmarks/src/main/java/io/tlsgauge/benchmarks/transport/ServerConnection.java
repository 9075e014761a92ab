package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection of the server; everything here happens on its event loop's thread.
 *
 * <p>Nothing is read while an answer waits to be sent or RSA is at work, so what a connection holds is
 * bounded by a record, a request's head and an answer. An idle one holds no buffer: bytes pass through
 * the loop's, and only what is left over is kept.
 */
final class ServerConnection {
    /** How long a peer may take to close after this side has. */
    static final Duration LINGER = Duration.ofSeconds(1);

    private static final byte[] NOTHING = {};
    private static final ByteBuffer ALL_SENT = ByteBuffer.allocate(0);

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final TlsConnection tls;
    private final HttpExchange http = new HttpExchange();
    private byte[] unread = NOTHING;
    private ByteBuffer unsent = ALL_SENT;
    private boolean established;
    private boolean working;
    private boolean closing;
    private boolean lingering;
    private long deadlineNanos;

    private interface Step {
        void run() throws IOException;
    }

    ServerConnection(EventLoop loop, SocketChannel channel, SelectionKey key, TlsConnection tls) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.tls = tls;
        postpone(loop.limits().handshakeTimeout());
    }

    /** Reads and writes as far as the socket allows. */
    void advance() {
        guard(() -> {
            if (!key.isReadable() || read()) {
                pump();
            }
        });
    }

    /** Goes on after work was done on another thread. */
    void resume() {
        working = false;
        guard(this::pump);
    }

    /** Ends a connection that took longer than it may. */
    void endIfLate(long nowNanos) {
        if (working || nowNanos - deadlineNanos <= 0) {
            return;
        }
        if (!lingering) {
            loop.counters().timedOut();
            note("timed out");
            tls.close();
            guard(this::flush);
        }
        end();
    }

    /** Says close_notify, and waits for the peer to close as well. */
    void leave() {
        tls.close();
        closing = true;
        guard(this::pump);
    }

    /** Closes the socket; calling again changes nothing. */
    void end() {
        if (!channel.isOpen()) {
            return;
        }
        loop.counters().closed();
        tls.release();
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            note("the socket could not be closed: " + e.getMessage());
        }
    }

    /** Whatever fails ends this connection alone, never the loop. */
    private void guard(Step step) {
        if (!channel.isOpen()) {
            return;
        }
        try {
            step.run();
        } catch (IOException e) {
            gone(e.getMessage());
        } catch (RuntimeException e) {
            note("failed: " + e);
            end();
        }
    }

    /** Takes bytes from the socket; returns whether the connection goes on. */
    private boolean read() throws IOException {
        ByteBuffer network = loop.network().clear().put(unread);
        int count = channel.read(network);
        if (count < 0) {
            gone("the peer left");
            return false;
        }
        loop.counters().received(count);
        if (!lingering) {
            unread = remaining(network.flip());
        }
        return true;
    }

    private void pump() throws IOException {
        boolean sent = flush();
        while (sent && step()) {
            sent = flush();
        }
        if (sent && closing && !lingering) {
            // Closing with bytes unread would reset the connection, and the peer lose what was sent last.
            channel.shutdownOutput();
            lingering = true;
            unread = NOTHING;
            postpone(LINGER);
        }
        key.interestOps(!sent ? SelectionKey.OP_WRITE : working ? 0 : SelectionKey.OP_READ);
    }

    /** Takes what was read a step further; returns whether there may be more to do at once. */
    private boolean step() {
        if (working || closing) {
            return false;
        }
        if (established && !tls.isHandshaking()) {
            Optional<HttpExchange.Response> answer = http.answer(tls.summary(), loop.counters());
            if (answer.isPresent()) {
                send(answer.get());
                return true;
            }
        }
        return receive();
    }

    private void send(HttpExchange.Response answer) {
        postpone(loop.limits().idleTimeout());
        tls.write(ByteBuffer.wrap(answer.bytes()));
        if (!answer.keepAlive()) {
            tls.close();
            closing = true;
        }
    }

    private boolean receive() {
        ByteBuffer network = ByteBuffer.wrap(unread);
        ByteBuffer application = loop.application().clear();
        try {
            TlsConnection.Status status = tls.receive(network, application);
            unread = remaining(network);
            if (!established && tls.isEstablished()) {
                established = true;
                loop.counters().handshake(tls.summary().kind());
                postpone(loop.limits().idleTimeout());
            }
            boolean data = application.position() > 0;
            http.receive(application.flip());
            return switch (status) {
                case NEEDS_INPUT -> data || tls.hasOutput();
                case NEEDS_ROOM -> true;
                case NEEDS_TASK -> {
                    working = true;
                    loop.work(tls.task(), this);
                    yield tls.hasOutput();
                }
                case CLOSED -> {
                    // The peer reads no more: what it asked for last is not answered (RFC 5246 §7.2.1).
                    tls.close();
                    closing = true;
                    yield true;
                }
            };
        } catch (TlsException e) {
            loop.counters().failure(e.alert());
            note(e.getMessage());
            closing = true;
            return true;
        }
    }

    /** Sends what there is; returns whether nothing is left. */
    private boolean flush() throws IOException {
        while (unsent.hasRemaining() || tls.hasOutput()) {
            ByteBuffer out = unsent;
            if (!out.hasRemaining()) {
                out = loop.network().clear();
                tls.transmit(out);
                out.flip();
            }
            loop.counters().sent(channel.write(out));
            if (out.hasRemaining()) {
                unsent = out == unsent ? out : ByteBuffer.wrap(remaining(out));
                return false;
            }
            unsent = ALL_SENT;
        }
        return true;
    }

    private void gone(String why) {
        if (!established && !closing) {
            loop.counters().left();
            note("left in " + tls.state() + ": " + why);
        }
        end();
    }

    private void postpone(Duration timeout) {
        deadlineNanos = System.nanoTime() + timeout.toNanos();
    }

    private void note(String line) {
        loop.note(channel.socket().getRemoteSocketAddress() + ": " + line);
    }

    private static byte[] remaining(ByteBuffer buffer) {
        if (!buffer.hasRemaining()) {
            return NOTHING;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
