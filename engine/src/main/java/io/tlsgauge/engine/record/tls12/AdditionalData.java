package io.tlsgauge.engine.record.tls12;

import io.tlsgauge.engine.wire.ContentType;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What a record's MAC or tag covers besides the plaintext: sequence number, type, version, length (§6.2.3). */
final class AdditionalData {
    static final int LENGTH = 13;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes = new byte[LENGTH];

    /** Fills in one record's values; the array is the same each time. */
    byte[] of(long sequenceNumber, ContentType type, int plaintextLength) {
        writeSequenceNumber(sequenceNumber, bytes, 0);
        bytes[8] = (byte) type.code();
        bytes[9] = (byte) (ProtocolVersion.TLS_1_2 >>> 8);
        bytes[10] = (byte) ProtocolVersion.TLS_1_2;
        bytes[11] = (byte) (plaintextLength >>> 8);
        bytes[12] = (byte) plaintextLength;
        return bytes;
    }

    static void writeSequenceNumber(long sequenceNumber, byte[] out, int offset) {
        LONG.set(out, offset, sequenceNumber);
    }
}
