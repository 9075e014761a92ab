package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.benchmarks.transport.Conversation.Next;
import io.tlsgauge.engine.TlsConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One connection of an event loop; everything here happens on its thread.
 *
 * <p>Nothing is read while an answer waits to be sent, RSA is at work or a session is looked up elsewhere, so what a
 * connection holds is bounded by a record, or the longest ClientHello, a request's head and an answer. An idle one
 * holds no buffer: bytes pass through the loop's, and only what is left over is kept.
 */
final class ServerConnection {
    private static final byte[] NOTHING = {};

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final TlsConnection tls;
    private final Conversation conversation;
    private final Outbound outbound = new Outbound();
    private byte[] unread = NOTHING;
    private boolean working;
    private boolean lingering;

    private interface Step {
        void run() throws IOException;
    }

    ServerConnection(EventLoop loop, SocketChannel channel, SelectionKey key, TlsConnection tls) {
        this.loop = loop;
        this.channel = channel;
        this.key = key;
        this.tls = tls;
        this.conversation = new Conversation(tls, loop.limits(), loop.counters(), this::note);
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
        if (!channel.isOpen() || working || !conversation.isLate(nowNanos)) {
            return;
        }
        if (!lingering) {
            guard(() -> {
                conversation.timeOut();
                flush();
            });
        }
        end();
    }

    /** Says close_notify, and waits for the peer to close as well. */
    void leave() {
        guard(() -> {
            conversation.close();
            pump();
        });
    }

    /** Closes the socket; calling again changes nothing. */
    void end() {
        if (!channel.isOpen()) {
            return;
        }
        loop.counters().closed();
        tls.release();
        if (!working) {
            loop.spare(tls);
        }
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
        Next next = Next.STEP;
        boolean sent = flush();
        while (sent && next == Next.STEP && !working) {
            next = step();
            sent = flush();
        }
        if (sent && next == Next.END) {
            end();
            return;
        }
        if (sent && next == Next.CLOSE && !lingering) {
            // Closing with bytes unread would reset the connection, and the peer lose what was sent last.
            channel.shutdownOutput();
            lingering = true;
            unread = NOTHING;
            conversation.linger();
        }
        key.interestOps(!sent ? SelectionKey.OP_WRITE : working ? 0 : SelectionKey.OP_READ);
    }

    private Next step() {
        ByteBuffer network = ByteBuffer.wrap(unread);
        Next next = conversation.step(network, loop.application());
        unread = remaining(network);
        if (next != Next.WORK) {
            return next;
        }
        working = loop.work(conversation, this);
        return working ? Next.WORK : Next.CLOSE;
    }

    /** Sends what there is; returns whether nothing is left. */
    private boolean flush() throws IOException {
        loop.counters().sent(outbound.flush(tls, loop.network(), channel));
        return outbound.isEmpty();
    }

    private void gone(String why) {
        conversation.gone(why);
        end();
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
