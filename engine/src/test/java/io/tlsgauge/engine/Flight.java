package io.tlsgauge.engine;

import io.tlsgauge.engine.wire.HandshakeMessage;
import io.tlsgauge.engine.wire.WireWriter;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What one side sends, as bytes. */
final class Flight {
    private Flight() {}

    /** A record of one message, unprotected. */
    static byte[] record(int type, HandshakeMessage message) {
        WireWriter out = new WireWriter(256);
        message.encode(out);
        byte[] record = new byte[5 + out.length()];
        record[0] = (byte) type;
        record[1] = 3;
        record[2] = 3;
        record[3] = (byte) (out.length() >>> 8);
        record[4] = (byte) out.length();
        System.arraycopy(out.array(), 0, record, 5, out.length());
        return record;
    }

    /** All that the connection has to send. */
    static byte[] output(TlsConnection connection) {
        ByteBuffer out = ByteBuffer.allocate(1 << 15);
        connection.transmit(out);
        return Arrays.copyOf(out.array(), out.position());
    }
}
