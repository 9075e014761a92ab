package io.tlsgauge.engine.session;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import io.tlsgauge.engine.wire.ProtocolVersion;
import io.tlsgauge.engine.wire.X509Chain;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session as it stands in a ticket, before it is sealed: 65 bytes, the server's name, and the chain of a client that
 * showed one.
 */
final class TicketState {
    private static final byte FORMAT = 2;
    private static final int MASTER_SECRET_LENGTH = 48;
    private static final int FIXED_LENGTH = 1 + 2 + 2 + 1 + 8 + MASTER_SECRET_LENGTH + 1 + 1 + 1;

    private TicketState() {}

    static byte[] encode(Session session) {
        byte[] name = session.serverName().orElse("").getBytes(StandardCharsets.US_ASCII);
        List<byte[]> chain = X509Chain.encode(session.peerCertificates());
        int chainLength = chain.stream()
                .mapToInt(certificate -> Integer.BYTES + certificate.length)
                .sum();
        ByteBuffer out = ByteBuffer.allocate(FIXED_LENGTH + name.length + chainLength)
                .put(FORMAT)
                .putShort((short) session.protocolVersion())
                .putShort((short) session.cipherSuite().code())
                .put((byte) (session.extendedMasterSecret() ? 1 : 0))
                .putLong(session.createdAtMillis())
                .put(session.masterSecret())
                .put(session.maxFragmentLength()
                        .map(length -> (byte) length.code())
                        .orElse((byte) 0))
                .put((byte) name.length)
                .put(name)
                .put((byte) chain.size());
        chain.forEach(certificate -> out.putInt(certificate.length).put(certificate));
        return out.array();
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
            byte[] masterSecret = bytes(in, MASTER_SECRET_LENGTH);
            Optional<MaxFragmentLength> maxFragmentLength = MaxFragmentLength.ofCode(in.get());
            String name = new String(bytes(in, in.get() & 0xff), StandardCharsets.US_ASCII);
            return Optional.of(Session.ofMasterSecret(digests, suite.get(), masterSecret)
                    .extendedMasterSecret(extendedMasterSecret)
                    .serverName(name.isEmpty() ? Optional.empty() : Optional.of(name))
                    .createdAtMillis(createdAtMillis)
                    .maxFragmentLength(maxFragmentLength)
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
