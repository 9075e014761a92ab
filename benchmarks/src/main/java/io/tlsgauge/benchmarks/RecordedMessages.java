package io.tlsgauge.benchmarks;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.Finished;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The handshake messages of one handshake, header and body, as both sides sent them. */
final class RecordedMessages {
    private static final int FLIGHT_LENGTH = 1 << 16;
    private static final int RECORD_HEADER_LENGTH = 5;
    private static final int VERIFY_DATA_LENGTH = 12;
    private static final ByteBuffer NO_APPLICATION_DATA = ByteBuffer.allocate(0);

    private final List<byte[]> messages = new ArrayList<>();

    private RecordedMessages() {}

    /**
     * Shakes hands once, by the scenario's kind, and keeps what was sent in the clear. Each side's Finished, which was
     * not, is one with other bytes of the same length.
     */
    static List<byte[]> record(HandshakeScenario scenario) throws TlsException {
        RecordedMessages recorded = new RecordedMessages();
        TlsConnection client = TlsConnection.client(
                scenario.client(), HandshakeScenario.HOST, InMemoryHandshake.sessionToResume(scenario));
        TlsConnection server = TlsConnection.server(scenario.server());
        ByteBuffer flight = ByteBuffer.allocate(FLIGHT_LENGTH);
        while (client.hasOutput()) {
            client.transmit(flight.clear());
            recorded.keep(flight.flip());
            server.receive(flight, NO_APPLICATION_DATA);
            server.transmit(flight.clear());
            recorded.keep(flight.flip());
            client.receive(flight, NO_APPLICATION_DATA);
        }
        scenario.requireClaimed(client.summary(), server.summary());
        client.release();
        server.release();
        return recorded.messages;
    }

    /** Keeps the messages up to ChangeCipherSpec, and a Finished after it. */
    private void keep(ByteBuffer flight) {
        ByteBuffer in = flight.duplicate();
        ByteArrayOutputStream handshake = new ByteArrayOutputStream();
        boolean changed = false;
        while (in.remaining() >= RECORD_HEADER_LENGTH && !changed) {
            int type = in.get();
            in.getShort();
            byte[] body = new byte[Short.toUnsignedInt(in.getShort())];
            in.get(body);
            changed = type == ContentType.CHANGE_CIPHER_SPEC.code();
            if (!changed) {
                handshake.writeBytes(body);
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(handshake.toByteArray());
        while (bytes.hasRemaining()) {
            int length = 4 + (bytes.getInt(bytes.position()) & 0xffffff);
            byte[] message = new byte[length];
            bytes.get(message);
            messages.add(message);
        }
        if (changed) {
            byte[] verifyData = new byte[VERIFY_DATA_LENGTH];
            Arrays.fill(verifyData, (byte) messages.size());
            messages.add(new Finished(verifyData).encoded());
        }
    }
}
