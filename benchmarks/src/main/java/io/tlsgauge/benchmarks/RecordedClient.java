package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a client sent in one handshake, flight by flight, to be sent again to a server that answers the same. */
final class RecordedClient {
    private static final int FLIGHT_LENGTH = 1 << 16;
    private static final ByteBuffer NO_APPLICATION_DATA = ByteBuffer.allocate(0);

    private final List<byte[]> flights;

    private RecordedClient(List<byte[]> flights) {
        this.flights = flights;
    }

    /** Shakes hands once with a real client, and keeps what it sent. */
    static RecordedClient record(HandshakeScenario scenario, Optional<Session> resume) throws TlsException {
        TlsConnection client = TlsConnection.client(scenario.client(), HandshakeScenario.HOST, resume);
        TlsConnection server = TlsConnection.server(scenario.server());
        List<byte[]> flights = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.allocate(FLIGHT_LENGTH);
        while (client.hasOutput()) {
            client.transmit(buffer.clear());
            byte[] flight = new byte[buffer.flip().remaining()];
            buffer.get(flight);
            flights.add(flight);
            server.receive(ByteBuffer.wrap(flight), NO_APPLICATION_DATA);
            server.transmit(buffer.clear());
            client.receive(buffer.flip(), NO_APPLICATION_DATA);
        }
        scenario.requireClaimed(client.summary(), server.summary());
        client.release();
        server.release();
        return new RecordedClient(flights);
    }

    /**
     * Sends the flights to a new connection of the server, whose answers are drained into {@code out}.
     *
     * @return what the server says of the handshake
     */
    HandshakeSummary replay(HandshakeScenario scenario, ByteBuffer out) throws TlsException {
        TlsConnection server = TlsConnection.server(scenario.server());
        for (byte[] flight : flights) {
            server.receive(ByteBuffer.wrap(flight), NO_APPLICATION_DATA);
            server.transmit(out.clear());
        }
        HandshakeSummary summary = server.summary();
        server.release();
        return summary;
    }
}
