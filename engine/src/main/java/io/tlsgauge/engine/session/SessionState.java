package io.tlsgauge.engine.session;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import io.tlsgauge.engine.wire.X509Chain;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session as bytes, as it stands in a cache, and in a ticket before it is sealed: 62 bytes, the server's name, and the
 * chain of a client that showed one.
 */
final class SessionState {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte FORMAT_OF_TLS_1_2 = 3;
    private static final int EXTENDED_MASTER_SECRET = 0x08;
    private static final int MAX_FRAGMENT_LENGTH = 0x07;
    private static final int CREATED_OFFSET = 1 + 1 + 2;
    private static final int MASTER_SECRET_LENGTH = 48;
    private static final int FIXED_LENGTH = CREATED_OFFSET + Long.BYTES + MASTER_SECRET_LENGTH + 1 + 1;

    private SessionState() {}

    static byte[] encode(Session session) {
        byte[] name = session.serverName().orElse("").getBytes(StandardCharsets.US_ASCII);
        List<byte[]> chain = X509Chain.encode(session.peerCertificates());
        int chainLength = 0;
        for (byte[] certificate : chain) {
            chainLength += Integer.BYTES + certificate.length;
        }
        int flags = session.maxFragmentLength().map(MaxFragmentLength::code).orElse(0)
                | (session.extendedMasterSecret() ? EXTENDED_MASTER_SECRET : 0);
        ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + name.length + chainLength)
                .put(FORMAT_OF_TLS_1_2)
                .put((byte) flags)
                .putShort((short) session.cipherSuite().code())
                .putLong(session.createdAtMillis())
                .put(session.masterSecret())
                .put((byte) name.length)
                .put(name)
                .put((byte) chain.size());
        chain.forEach(certificate -> out.putInt(certificate.length).put(certificate));
        return out.array();
    }

    /** When the full handshake was of a session whose state stands at {@code offset}. */
    static long createdAtMillis(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset + CREATED_OFFSET);
    }

    /**
     * The session, without an ID, or empty where the state is of another format, version or suite than are known here.
     *
     * @param state of which the first {@code length} bytes count
     */
    static Optional<Session> decode(DigestProvider digests, byte[] state, int length) {
        return decode(digests, state, length, new byte[0]);
    }

    /** The session with an ID, or empty as above. */
    static Optional<Session> decode(DigestProvider digests, byte[] state, int length, byte[] id) {
        try {
            ByteBuffer in = ByteBuffer.wrap(state, 0, length);
            if (in.get() != FORMAT_OF_TLS_1_2) {
                return Optional.empty();
            }
            int flags = in.get();
            Optional<CipherSuite> suite = CipherSuite.ofCode(Short.toUnsignedInt(in.getShort()));
            if (suite.isEmpty()) {
                return Optional.empty();
            }
            long createdAtMillis = in.getLong();
            byte[] masterSecret = bytes(in, MASTER_SECRET_LENGTH);
            String name = new String(bytes(in, in.get() & 0xff), StandardCharsets.US_ASCII);
            return Optional.of(Session.ofMasterSecret(digests, suite.get(), masterSecret)
                    .id(id)
                    .extendedMasterSecret((flags & EXTENDED_MASTER_SECRET) != 0)
                    .serverName(name.isEmpty() ? Optional.empty() : Optional.of(name))
                    .createdAtMillis(createdAtMillis)
                    .maxFragmentLength(MaxFragmentLength.ofCode(flags & MAX_FRAGMENT_LENGTH))
                    .peerCertificates(chain(in))
                    .build());
        } catch (BufferUnderflowException | TlsException e) {
            return Optional.empty();
        }
    }

    private static List<X509Certificate> chain(ByteBuffer in) throws TlsException {
        int count = in.get();
        if (count == 0) {
            return List.of();
        }
        List<byte[]> chain = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chain.add(bytes(in, in.getInt()));
        }
        return X509Chain.decode(chain);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
