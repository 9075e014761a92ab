package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.benchmarks.transport.Conversation.Next;
import io.tlsgauge.engine.TlsConnection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/**
 * One connection that has a thread to itself, which waits where it has to. Its buffers are small at first: there are as
 * many as connections.
 */
final class BlockingConnection implements Runnable {
    private static final int SMALL = 2048;

    private final SocketChannel channel;
    private final Conversation conversation;
    private final HandshakeWorkers workers;
    private final ServerCounters counters;
    private final Consumer<String> notes;
    private final ByteBuffer room = ByteBuffer.allocate(SMALL);
    private final ByteBuffer out = ByteBuffer.allocate(SMALL);
    private ByteBuffer received = ByteBuffer.allocate(SMALL).flip();
    private volatile boolean working;
    private volatile boolean lingering;
    private volatile Ending ending = Ending.NONE;

    /** Why another thread has ended what this one reads. */
    private enum Ending {
        NONE,
        LATE,
        STOPPED
    }

    BlockingConnection(
            SocketChannel channel,
            TlsConnection tls,
            ServerLimits limits,
            ServerCounters counters,
            HandshakeWorkers workers,
            Consumer<String> notes) {
        this.channel = channel;
        this.workers = workers;
        this.counters = counters;
        this.notes = line -> notes.accept(channel.socket().getRemoteSocketAddress() + ": " + line);
        this.conversation = new Conversation(tls, limits, counters, this.notes);
    }

    TlsConnection tls() {
        return conversation.tls();
    }

    /** The connection from its start to its end; whatever fails ends it alone. */
    @Override
    public void run() {
        try (channel) {
            if (converse() == Next.CLOSE) {
                linger();
            }
        } catch (IOException e) {
            if (ending == Ending.LATE && !lingering) {
                conversation.timeOut();
            } else {
                conversation.gone(String.valueOf(e.getMessage()));
            }
        } catch (RuntimeException e) {
            notes.accept("failed: " + e);
        } finally {
            counters.closed();
            conversation.tls().release();
        }
    }

    /** Gives how it ended: with the peer still to close, or not. */
    private Next converse() throws IOException {
        Next next = Next.STEP;
        while (next != Next.CLOSE && next != Next.END) {
            next = conversation.step(received, room);
            send();
            if (next == Next.WORK) {
                work();
            } else if (next == Next.RECEIVE && !receive()) {
                next = Next.CLOSE;
            }
        }
        send();
        return next;
    }

    /** Waits for the task to be done. */
    private void work() throws IOException {
        working = true;
        if (conversation.answer().isPresent()) {
            conversation.task().run();
        } else {
            workElsewhere();
        }
        working = false;
    }

    /** Has a thread for such work do it, so that it holds up no other connection. */
    private void workElsewhere() throws IOException {
        FutureTask<Void> task = new FutureTask<>(conversation.task(), null);
        if (conversation.offer(task, workers)) {
            try {
                task.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IOException("the handshake's work was not done: " + e, e);
            }
        }
    }

    /** Waits for bytes; gives whether there is more to be said. */
    private boolean receive() throws IOException {
        received.compact();
        if (!received.hasRemaining()) {
            received = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH).put(received.flip());
        }
        int count = channel.read(received);
        received.flip();
        switch (ending) {
            case LATE -> conversation.timeOut();
            case STOPPED -> conversation.close();
            case NONE -> {
                if (count < 0) {
                    conversation.gone("the peer left");
                } else {
                    counters.received(count);
                    return true;
                }
            }
        }
        return false;
    }

    private void send() throws IOException {
        while (conversation.tls().hasOutput()) {
            conversation.tls().transmit(out.clear());
            out.flip();
            while (out.hasRemaining()) {
                counters.sent(channel.write(out));
            }
        }
    }

    /** Closing with bytes unread would reset the connection, and the peer lose what was sent last. */
    private void linger() throws IOException {
        conversation.linger();
        lingering = true;
        channel.shutdownOutput();
        while (ending == Ending.NONE && channel.read(received.clear()) >= 0) {
            // what comes now is not answered
        }
    }

    /** Ends a connection that took longer than it may; called by another thread, again as long as it is there. */
    void endIfLate(long nowNanos) {
        if (working || !conversation.isLate(nowNanos)) {
            return;
        }
        if (lingering || ending != Ending.NONE) {
            discard();
        } else {
            end(Ending.LATE);
        }
    }

    /** Has close_notify said once its thread waits for bytes; called by another thread. */
    void leave() {
        end(Ending.STOPPED);
    }

    private void end(Ending why) {
        ending = why;
        conversation.linger();
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            discard();
        }
    }

    private void discard() {
        try {
            channel.close();
        } catch (IOException e) {
            notes.accept("the socket could not be closed: " + e.getMessage());
        }
    }
}
