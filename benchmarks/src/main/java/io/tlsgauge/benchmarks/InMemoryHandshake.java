package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeSummary;
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
    private long clientNanos;
    private long serverNanos;
    private HandshakeSummary clientSummary;
    private HandshakeSummary serverSummary;

    InMemoryHandshake(HandshakeScenario scenario) {
        this.scenario = scenario;
    }

    /** Shakes hands once, from the making of both connections to the forgetting of their keys. */
    void run(Optional<Session> resume) throws TlsException {
        long start = System.nanoTime();
        TlsConnection client = TlsConnection.client(scenario.client(), HandshakeScenario.HOST, resume);
        client.transmit(toServer);
        long clientStarted = System.nanoTime();
        clientNanos = clientStarted - start;
        TlsConnection server = TlsConnection.server(scenario.server());
        serverNanos = 0;
        long before = clientStarted;
        do {
            move(server, toServer, toClient);
            long between = System.nanoTime();
            serverNanos += between - before;
            move(client, toClient, toServer);
            before = System.nanoTime();
            clientNanos += before - between;
        } while (toServer.position() > 0);
        clientSummary = client.summary();
        serverSummary = server.summary();
        client.release();
        long clientReleased = System.nanoTime();
        clientNanos += clientReleased - before;
        server.release();
        serverNanos += System.nanoTime() - clientReleased;
    }

    long clientNanos() {
        return clientNanos;
    }

    long serverNanos() {
        return serverNanos;
    }

    HandshakeSummary clientSummary() {
        return clientSummary;
    }

    HandshakeSummary serverSummary() {
        return serverSummary;
    }

    private static void move(TlsConnection connection, ByteBuffer in, ByteBuffer out) throws TlsException {
        in.flip();
        connection.receive(in, NO_APPLICATION_DATA);
        in.compact();
        connection.transmit(out);
    }
}
