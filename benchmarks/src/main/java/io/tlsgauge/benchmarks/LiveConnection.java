package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A connection in memory that stays, and on which the client starts further handshakes (RFC 5746). */
final class LiveConnection {
    private static final int FLIGHT_LENGTH = 1 << 16;

    private final ByteBuffer toServer = ByteBuffer.allocate(FLIGHT_LENGTH);
    private final ByteBuffer toClient = ByteBuffer.allocate(FLIGHT_LENGTH);
    private final ByteBuffer atClient = ByteBuffer.allocate(16);
    private final ByteBuffer atServer = ByteBuffer.allocate(16);
    private final TlsConnection client;
    private final TlsConnection server;

    /** Shakes hands for the first time. */
    LiveConnection(HandshakeScenario scenario) throws TlsException {
        client = TlsConnection.client(scenario.client(), HandshakeScenario.HOST, Optional.empty());
        server = TlsConnection.server(scenario.server());
        exchange();
    }

    /**
     * Shakes hands once more.
     *
     * @param resume whether it may be an abbreviated handshake
     * @throws IllegalStateException if no other handshake came of it
     */
    void renegotiate(boolean resume) throws TlsException {
        HandshakeSummary clientBefore = client.summary();
        HandshakeSummary serverBefore = server.summary();
        client.renegotiate(resume);
        exchange();
        if (client.summary() == clientBefore
                || server.summary() == serverBefore
                || client.isHandshaking()
                || server.isHandshaking()) {
            throw new IllegalStateException("no other handshake was done");
        }
    }

    /**
     * Sends a byte each way, under the keys of the last handshake.
     *
     * @throws IllegalStateException if it does not arrive
     */
    void requireLive() throws TlsException {
        client.write(ByteBuffer.wrap(new byte[] {1}));
        server.write(ByteBuffer.wrap(new byte[] {2}));
        exchange();
        if (atServer.flip().remaining() != 1
                || atServer.get() != 1
                || atClient.flip().remaining() != 1
                || atClient.get() != 2) {
            throw new IllegalStateException("application data did not arrive");
        }
        atServer.clear();
        atClient.clear();
    }

    HandshakeSummary clientSummary() {
        return client.summary();
    }

    HandshakeSummary serverSummary() {
        return server.summary();
    }

    private void exchange() throws TlsException {
        while (client.hasOutput() || server.hasOutput()) {
            move(client, toServer, server, atServer);
            move(server, toClient, client, atClient);
        }
    }

    private static void move(TlsConnection from, ByteBuffer network, TlsConnection to, ByteBuffer application)
            throws TlsException {
        from.transmit(network);
        network.flip();
        to.receive(network, application);
        network.compact();
    }
}
