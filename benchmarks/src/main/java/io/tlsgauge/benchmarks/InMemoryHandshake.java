package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Handshakes of a client and a server through two buffers, on one thread, each side's time by itself. */
final class InMemoryHandshake {
    private static final int FLIGHT_LENGTH = 1 << 16;
    private static final ByteBuffer NO_APPLICATION_DATA = ByteBuffer.allocate(0);

    private final HandshakeScenario scenario;
    private final ByteBuffer toServer = ByteBuffer.allocate(FLIGHT_LENGTH);
    private final ByteBuffer toClient = ByteBuffer.allocate(FLIGHT_LENGTH);
    private TlsConnection client;
    private TlsConnection server;
    private long clientNanos;
    private long serverNanos;

    InMemoryHandshake(HandshakeScenario scenario) {
        this.scenario = scenario;
    }

    /** The session that handshakes of the scenario's kind resume, made by a full one; none where the kind is full. */
    static Optional<Session> sessionToResume(HandshakeScenario scenario) throws TlsException {
        if (scenario.kind() == HandshakeKind.FULL) {
            return Optional.empty();
        }
        InMemoryHandshake full = new InMemoryHandshake(scenario);
        full.run(Optional.empty());
        return Optional.of(full.clientSummary().session());
    }

    /** Shakes hands once, from two new connections in the room of the last ones to the forgetting of their keys. */
    void run(Optional<Session> resume) throws TlsException {
        long start = System.nanoTime();
        startClient(resume);
        client.transmit(toServer);
        long clientStarted = System.nanoTime();
        clientNanos = clientStarted - start;
        startServer();
        serverNanos = 0;
        long before = clientStarted;
        // A side to which nothing was sent has nothing to do.
        while (toServer.position() > 0) {
            move(server, toServer, toClient);
            long between = System.nanoTime();
            serverNanos += between - before;
            before = between;
            if (toClient.position() > 0) {
                move(client, toClient, toServer);
                before = System.nanoTime();
                clientNanos += before - between;
            }
        }
    }

    long clientNanos() {
        return clientNanos;
    }

    long serverNanos() {
        return serverNanos;
    }

    HandshakeSummary clientSummary() {
        return client.summary();
    }

    HandshakeSummary serverSummary() {
        return server.summary();
    }

    private void startClient(Optional<Session> resume) {
        client = client == null
                ? TlsConnection.client(scenario.client(), HandshakeScenario.HOST, resume)
                : client.reuse(scenario.client(), HandshakeScenario.HOST, resume);
    }

    private void startServer() {
        server = server == null ? TlsConnection.server(scenario.server()) : server.reuse(scenario.server());
    }

    /** Has one side do what it can, and forget its keys once it is done. */
    private static void move(TlsConnection connection, ByteBuffer in, ByteBuffer out) throws TlsException {
        in.flip();
        connection.receive(in, NO_APPLICATION_DATA);
        in.compact();
        connection.transmit(out);
        if (connection.isEstablished()) {
            connection.release();
        }
    }
}
