package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A session as it stands in a ticket, before it is sealed: 62 bytes, and the server's name. */
final class TicketState {
    private static final byte FORMAT = 1;
    private static final int MASTER_SECRET_LENGTH = 48;
    private static final int FIXED_LENGTH = 1 + 2 + 2 + 1 + 8 + MASTER_SECRET_LENGTH;

    private TicketState() {}

    static byte[] encode(Session session) {
        byte[] name = session.serverName().orElse("").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(FIXED_LENGTH + name.length)
                .put(FORMAT)
                .putShort((short) session.protocolVersion())
                .putShort((short) session.cipherSuite().code())
                .put((byte) (session.extendedMasterSecret() ? 1 : 0))
                .putLong(session.createdAtMillis())
                .put(session.masterSecret())
                .put(name)
                .array();
    }

    /** The session, or empty where the state is of another format, version or suite than are known here. */
    static Optional<Session> decode(DigestProvider digests, byte[] state) {
        try {
            ByteBuffer in = ByteBuffer.wrap(state);
            boolean known = in.get() == FORMAT && Short.toUnsignedInt(in.getShort()) == ProtocolVersion.TLS_1_2;
            Optional<CipherSuite> suite = CipherSuite.ofCode(Short.toUnsignedInt(in.getShort()));
            if (!known || suite.isEmpty()) {
                return Optional.empty();
            }
            boolean extendedMasterSecret = in.get() == 1;
            long createdAtMillis = in.getLong();
            byte[] masterSecret = new byte[MASTER_SECRET_LENGTH];
            in.get(masterSecret);
            String name = StandardCharsets.US_ASCII.decode(in).toString();
            return Optional.of(Session.ofMasterSecret(digests, suite.get(), masterSecret)
                    .extendedMasterSecret(extendedMasterSecret)
                    .serverName(name.isEmpty() ? Optional.empty() : Optional.of(name))
                    .createdAtMillis(createdAtMillis)
                    .build());
        } catch (BufferUnderflowException e) {
            return Optional.empty();
        }
    }
}
