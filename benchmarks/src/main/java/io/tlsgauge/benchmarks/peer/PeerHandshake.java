package io.tlsgauge.benchmarks.peer;

import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Handshakes of a peer's client and server through two buffers, on one thread, each side's time by itself. */
public final class PeerHandshake {
    private static final int FLIGHT_LENGTH = 1 << 16;
    private static final int ROOM = 1 << 15;
    private static final int PORT = 4433;
    private static final int PORTS = 1024;

    private final PeerScenario scenario;
    private final EngineSource clients;
    private final String host;
    private final HandshakeProof proof = new HandshakeProof();
    private final ByteBuffer toServer;
    private final ByteBuffer toClient;
    private final ByteBuffer nothing;
    private final ByteBuffer room;
    private int made;
    private long clientNanos;
    private long serverNanos;

    /** A thread's client, beside the server that all share. */
    public PeerHandshake(PeerScenario scenario) throws GeneralSecurityException, IOException {
        this(scenario, scenario.clients(), PeerScenario.HOST);
    }

    /** A thread's client of these, which asks for this host. */
    PeerHandshake(PeerScenario scenario, EngineSource clients, String host) {
        this.scenario = scenario;
        this.clients = clients;
        this.host = host;
        this.toServer = scenario.peer().buffer(FLIGHT_LENGTH);
        this.toClient = scenario.peer().buffer(FLIGHT_LENGTH);
        this.nothing = scenario.peer().buffer(0);
        this.room = scenario.peer().buffer(ROOM);
    }

    /**
     * Shakes hands once, from the making of both engines to giving back what they hold.
     *
     * @throws IllegalStateException if it was of another kind or with another suite than claimed
     */
    public void run() throws SSLException {
        shakeHands();
        proof.require(scenario.kind(), scenario.suite());
    }

    /** Makes the session that is resumed; its kind does not matter. */
    public void prepare() throws SSLException {
        shakeHands();
    }

    /** The client's nanoseconds in the last handshake. */
    public long clientNanos() {
        return clientNanos;
    }

    /** The server's nanoseconds in the last handshake. */
    public long serverNanos() {
        return serverNanos;
    }

    private void shakeHands() throws SSLException {
        toServer.clear();
        toClient.clear();
        long start = System.nanoTime();
        SSLEngine client =
                clients.next(host, scenario.kind() == HandshakeKind.FULL ? PORT + Math.floorMod(made++, PORTS) : PORT);
        client.beginHandshake();
        work(client, toClient, toServer);
        long before = System.nanoTime();
        clientNanos = before - start;
        proof.readClientHello(toServer);
        SSLEngine server = scenario.server();
        server.beginHandshake();
        work(server, toServer, toClient);
        proof.readServerHello(toClient);
        long between = System.nanoTime();
        serverNanos = between - before;
        boolean clientDone = false;
        boolean serverDone = false;
        // A side to which nothing was sent has nothing to do.
        while (toClient.position() > 0) {
            clientDone = turn(client, toClient, toServer);
            before = System.nanoTime();
            clientNanos += before - between;
            between = before;
            if (toServer.position() > 0) {
                serverDone = turn(server, toServer, toClient);
                between = System.nanoTime();
                serverNanos += between - before;
            }
        }
        if (!clientDone || !serverDone) {
            throw notDone(clientDone ? server : client);
        }
    }

    /** Has one side do what it can, and give back what it holds once it is done, which this tells. */
    private boolean turn(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        HandshakeStatus status = work(engine, in, out);
        if (status != HandshakeStatus.FINISHED && status != HandshakeStatus.NOT_HANDSHAKING) {
            return false;
        }
        if (!engine.getSession().getProtocol().equals("TLSv1.2")) {
            throw notDone(engine);
        }
        scenario.peer().discard(engine, room);
        return true;
    }

    /** Does all that an engine can do with what it received, and tells what it then needs. */
    private HandshakeStatus work(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
        in.flip();
        boolean received = in.hasRemaining();
        int sent = out.position();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (true) {
            switch (status) {
                case NEED_TASK -> {
                    for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                        task.run();
                    }
                    status = engine.getHandshakeStatus();
                }
                case NEED_WRAP -> status = engine.wrap(nothing, out).getHandshakeStatus();
                default -> {
                    if (!in.hasRemaining()) {
                        if (received
                                && out.position() == sent
                                && scenario.peer().finishesWhenCalled()) {
                            status = engine.unwrap(in, room.clear()).getHandshakeStatus();
                        }
                        in.clear();
                        return status;
                    }
                    SSLEngineResult result = engine.unwrap(in, room.clear());
                    if (result.bytesConsumed() == 0 && result.getHandshakeStatus() == status) {
                        throw notDone(engine);
                    }
                    status = result.getHandshakeStatus();
                }
            }
        }
    }

    private static IllegalStateException notDone(SSLEngine engine) {
        return new IllegalStateException(String.format(
                "the handshake of %s is not done, but in %s by %s",
                engine.getClass().getName(),
                engine.getHandshakeStatus(),
                engine.getSession().getProtocol()));
    }
}
