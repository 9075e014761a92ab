package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/** One connection of the server; everything here happens on its event loop's thread. */
final class ServerConnection {
    private static final int APPLICATION_ROOM = 1 << 14;

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final TlsConnection tls;
    private final HttpExchange http = new HttpExchange();
    private final ByteBuffer in = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH);
    private final ByteBuffer out =
            ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH).limit(0);
    private boolean working;
    private boolean established;
    private boolean closing;
    private long deadlineNanos;

    ServerConnection(EventLoop loop, SocketChannel channel, SelectionKey key, TlsConnection tls) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.tls = tls;
        this.deadlineNanos =
                System.nanoTime() + loop.limits().handshakeTimeout().toNanos();
    }

    /** Reads and writes as far as the socket allows; whatever fails ends this connection alone. */
    void advance() {
        try {
            if (key.isReadable() && channel.read(in) < 0) {
                end();
                return;
            }
            pump();
        } catch (IOException e) {
            end();
        }
    }

    /** Goes on after work was done on another thread. */
    void resume() {
        working = false;
        try {
            pump();
        } catch (IOException e) {
            end();
        }
    }

    void endIfLate(long nowNanos) {
        if (!working && nowNanos - deadlineNanos > 0) {
            loop.counters().timedOut();
            tls.close();
            try {
                flush();
            } catch (IOException e) {
                // The peer is gone already, which is all the same now.
                loop.note("a connection that timed out was gone");
            }
            end();
        }
    }

    /** Says goodbye as far as the socket takes it at once, and ends. */
    void shutDown() {
        tls.close();
        try {
            flush();
        } catch (IOException e) {
            loop.note("a connection was gone at the end");
        }
        end();
    }

    private void pump() throws IOException {
        if (working || !channel.isOpen()) {
            return;
        }
        receive();
        if (!channel.isOpen()) {
            return;
        }
        flush();
        if (closing && !hasOutput()) {
            end();
            return;
        }
        if (established) {
            deadlineNanos = System.nanoTime() + loop.limits().idleTimeout().toNanos();
        }
        key.interestOps(hasOutput() ? SelectionKey.OP_WRITE : working ? 0 : SelectionKey.OP_READ);
    }

    private void receive() throws IOException {
        if (closing || hasOutput()) {
            return;
        }
        ByteBuffer application = ByteBuffer.allocate(APPLICATION_ROOM);
        in.flip();
        try {
            TlsConnection.Status status = tls.receive(in, application);
            if (tls.isEstablished() && !established) {
                established = true;
                loop.counters().handshake(tls.summary().kind());
            }
            if (status == TlsConnection.Status.NEEDS_TASK) {
                working = true;
                loop.work(tls.task(), this);
            }
            if (application.position() > 0) {
                answer(application.flip());
            }
            if (status == TlsConnection.Status.CLOSED) {
                tls.close();
                closing = true;
            }
        } catch (TlsException e) {
            loop.counters().failure(e.alert());
            loop.note(e.getMessage());
            closing = true;
        } finally {
            in.compact();
        }
    }

    private void answer(ByteBuffer request) {
        Optional<HttpExchange.Response> answer = http.receive(request, tls.summary(), loop.counters());
        if (answer.isPresent()) {
            tls.write(ByteBuffer.wrap(answer.get().bytes()));
            if (!answer.get().keepAlive()) {
                tls.close();
                closing = true;
            }
        }
    }

    private boolean hasOutput() {
        return out.hasRemaining() || tls.hasOutput();
    }

    private void flush() throws IOException {
        do {
            out.compact();
            tls.transmit(out);
            out.flip();
            if (channel.write(out) == 0) {
                return;
            }
        } while (hasOutput());
    }

    private void end() {
        if (channel.isOpen()) {
            loop.counters().closed();
            tls.release();
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                loop.note("a socket could not be closed: " + e.getMessage());
            }
        }
    }
}
