package io.tlsgauge.benchmarks.load;

import io.tlsgauge.benchmarks.transport.Outbound;
import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.results.load.ArrivalKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * One arrival's connection; everything here happens on its loop's thread.
 *
 * <p>Once it has what it came for it says close_notify, and waits for the server to close, without which OpenSSL's
 * servers may forget the session. Then it resets the connection: no port waits, and high rates don't run out of them.
 */
final class LoadConnection {
    /** A second's looks: by the clock, a machine that stood still would reset what the server has yet to read. */
    private static final int LINGERING_LOOKS = 20;

    private static final byte[] NOTHING = {};

    private final LoadLoop loop;
    private final ArrivalListener listener;
    private final Call call;
    private final Moments moments;
    private final SocketChannel channel;
    private final TlsConnection tls;
    private final Outbound outbound = new Outbound();
    private SelectionKey key;
    private byte[] unread = NOTHING;
    private ArrivalKind outcome;
    private boolean leaving;
    private boolean awaited = true;
    private int lingered;

    /** @param channel that does not block, and is not connected */
    LoadConnection(
            LoadLoop loop,
            ArrivalListener listener,
            Call call,
            Moments moments,
            SocketChannel channel,
            TlsConnection tls) {
        this.loop = loop;
        this.listener = listener;
        this.call = call;
        this.moments = moments;
        this.channel = channel;
        this.tls = tls;
        this.outcome = call.asked();
    }

    private interface Step {
        void run() throws IOException;
    }

    /** Starts to connect. */
    void connect(InetSocketAddress address) {
        guard(() -> {
            // over loopback the server's answer is there by the second call
            if (channel.connect(address) || channel.finishConnect()) {
                connected();
            } else {
                waitFor(SelectionKey.OP_CONNECT);
            }
        });
    }

    /** Lets the loop wait for what the socket must be ready for next. */
    private void waitFor(int operations) throws IOException {
        if (key == null) {
            key = loop.register(this, channel, operations);
        } else {
            key.interestOps(operations);
        }
    }

    /** Connects, reads and writes as far as the socket allows. */
    void advance() {
        if (!channel.isOpen()) {
            return;
        }
        guard(() -> {
            if (moments.connected != 0) {
                move();
            } else if (channel.finishConnect()) {
                connected();
            }
        });
    }

    private void move() throws IOException {
        if (key.isReadable() && (leaving || call.asked() == ArrivalKind.HELLO_ONLY)) {
            discard();
        } else if (leaving) {
            leave();
        } else if (key.isReadable()) {
            read();
        } else {
            send();
        }
    }

    /** Whatever fails ends this connection alone, never the loop. */
    private void guard(Step step) {
        try {
            step.run();
        } catch (TlsException e) {
            flushAlert();
            boolean fromPeer = e.origin() == TlsException.Origin.PEER;
            fail(fromPeer ? "TLS alert " + e.alert() : "TLS alert " + e.alert() + ", sent to the server");
        } catch (IOException e) {
            if (leaving) {
                end();
            } else {
                gone(SocketCause.of(e));
            }
        } catch (RuntimeException e) {
            if (leaving) {
                end();
            } else {
                fail("the generator failed: " + e);
            }
        }
    }

    /** The socket is connected: the ClientHello goes out. */
    private void connected() throws IOException {
        moments.connected = System.nanoTime();
        if (isStubborn()) {
            endAwait();
        }
        send();
    }

    /** A look whether it took too long, which ends it. */
    void endIfLate(long nowNanos, long timeoutNanos) {
        if (!channel.isOpen()) {
            return;
        }
        if (leaving) {
            if (++lingered > LINGERING_LOOKS) {
                end();
            }
            return;
        }
        if (nowNanos - moments.started < timeoutNanos) {
            return;
        }
        if (isStubborn()) {
            finish(nowNanos);
        } else {
            fail(
                    moments.connected == 0
                            ? "connect timeout"
                            : moments.shakenHands == 0 ? "handshake timeout" : "answer timeout");
        }
    }

    private boolean isHonest() {
        return call.asked().isHonest();
    }

    /** Gives it up where it stands: a hostile one has had its time, of an honest one nothing is known. */
    void abandon() {
        if (!channel.isOpen()) {
            return;
        }
        if (isStubborn() && !leaving) {
            finish(System.nanoTime());
        } else {
            end();
        }
    }

    private void read() throws IOException {
        ByteBuffer network = loop.network().clear().put(unread);
        unread = NOTHING;
        int count = channel.read(network);
        if (count < 0) {
            gone("closed by the server");
            return;
        }
        network.flip();
        ByteBuffer application = loop.application();
        TlsConnection.Status status;
        do {
            status = tls.receive(network, application.clear());
            if (moments.shakenHands == 0 && tls.isEstablished()) {
                shakenHands();
            } else if (application.position() > 0) {
                moments.firstByte = System.nanoTime();
                finish(moments.firstByte);
            }
        } while (isGoingOn() && status == TlsConnection.Status.NEEDS_ROOM);
        if (!isGoingOn()) {
            return;
        }
        if (status == TlsConnection.Status.CLOSED) {
            gone("closed by the server");
            return;
        }
        unread = remaining(network);
        send();
    }

    private boolean isGoingOn() {
        return channel.isOpen() && !leaving;
    }

    private void shakenHands() throws IOException {
        HandshakeSummary summary = tls.summary();
        Optional<ArrivalKind> proven = call.outcome(summary);
        if (proven.isEmpty()) {
            flush();
            fail("the server came to " + summary.kind() + " where " + call.asked() + " was asked");
            return;
        }
        outcome = proven.get();
        loop.callers().remember(call, summary.session());
        boolean asks = loop.request().isPresent() && isHonest() && outcome != ArrivalKind.WARMING;
        boolean lastFlightIsOurs = tls.hasOutput();
        if (asks) {
            tls.write(ByteBuffer.wrap(loop.request().get()));
        } else if (isHonest()) {
            tls.close();
        }
        if (lastFlightIsOurs) {
            // It has to be on its way, and takes what follows with it.
            flush();
        }
        moments.shakenHands = System.nanoTime();
        if (call.asked() == ArrivalKind.NEVER_READ) {
            waitFor(SelectionKey.OP_WRITE);
            endAwait();
        } else if (asks) {
            send();
        } else {
            finish(moments.shakenHands);
        }
    }

    /** Sends what there is; waits for the socket where it takes no more. */
    private void send() throws IOException {
        if (!isGoingOn()) {
            return;
        }
        boolean deaf = call.asked() == ArrivalKind.NEVER_READ && moments.shakenHands != 0;
        boolean sent = flush();
        if (deaf && sent) {
            tls.write(ByteBuffer.wrap(loop.endlessRequests()));
            sent = flush();
        }
        int reading = deaf ? 0 : SelectionKey.OP_READ;
        waitFor(sent && !deaf ? reading : reading | SelectionKey.OP_WRITE);
    }

    /** Sends what there is; returns whether nothing is left. */
    private boolean flush() throws IOException {
        outbound.flush(tls, loop.outbound(), channel);
        return outbound.isEmpty();
    }

    private void flushAlert() {
        try {
            flush();
        } catch (IOException e) {
            // It fails anyway, for a cause that is known.
            outbound.drop();
        }
    }

    /** The server ended the connection: that is what some came for. */
    private void gone(String cause) {
        if (isStubborn()) {
            finish(System.nanoTime());
        } else {
            fail(cause);
        }
    }

    /** Whether it only waits for the server to lose patience. */
    private boolean isStubborn() {
        return moments.connected != 0
                && (call.asked() == ArrivalKind.HELLO_ONLY
                        || call.asked() == ArrivalKind.NEVER_READ && moments.shakenHands != 0);
    }

    private void finish(long now) {
        moments.ended = now;
        listener.done(outcome, moments);
        if (tls.isEstablished() && isHonest()) {
            leaving = true;
            guard(this::leave);
        } else {
            end();
        }
    }

    /** Says close_notify, and lets the server close, whatever it has still to say. */
    private void leave() throws IOException {
        tls.close();
        waitFor(flush() ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    }

    /** Reads what there is, and makes nothing of it. */
    private void discard() throws IOException {
        int count;
        do {
            count = channel.read(loop.network().clear());
        } while (count > 0);
        if (count < 0 && leaving) {
            end();
        } else if (count < 0) {
            gone("closed by the server");
        }
    }

    private void fail(String cause) {
        listener.failed(call.asked(), moments.due, cause);
        end();
    }

    private void end() {
        tls.release();
        if (key != null) {
            key.cancel();
        }
        try {
            channel.close();
        } catch (IOException e) {
            // There is nothing left to lose.
            outbound.drop();
        }
        endAwait();
        loop.ended(tls);
        listener.ended();
    }

    private void endAwait() {
        if (awaited) {
            awaited = false;
            loop.notAwaited();
        }
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
