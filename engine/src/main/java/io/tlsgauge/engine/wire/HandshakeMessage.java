package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;

/** A handshake message (RFC 5246 §7.4). */
public sealed interface HandshakeMessage
        permits HelloRequest,
                ClientHello,
                ServerHello,
                NewSessionTicket,
                CertificateMessage,
                CertificateStatus,
                ServerKeyExchange,
                CertificateRequest,
                ServerHelloDone,
                ClientKeyExchange,
                CertificateVerify,
                Finished {
    /** Which message it is. */
    HandshakeType type();

    /** Writes the body, without the header. */
    void encodeBody(WireWriter out);

    /** Writes the message, header and body. */
    default void encode(WireWriter out) {
        out.uint8(type().code());
        int start = out.open(3);
        encodeBody(out);
        out.close(start, 3);
    }

    /** The message, header and body. */
    default byte[] encoded() {
        WireWriter out = new WireWriter(256);
        encode(out);
        return out.toByteArray();
    }

    /**
     * Decodes a body.
     *
     * @throws TlsException with {@code decode_error} or {@code illegal_parameter} if the bytes are not
     *     such a message
     */
    static HandshakeMessage decode(HandshakeType type, byte[] bytes, int offset, int length) throws TlsException {
        WireReader in = new WireReader(bytes, offset, length, type.toString());
        HandshakeMessage message = switch (type) {
            case HELLO_REQUEST -> new HelloRequest();
            case CLIENT_HELLO -> ClientHello.decode(in);
            case SERVER_HELLO -> ServerHello.decode(in);
            case NEW_SESSION_TICKET -> NewSessionTicket.decode(in);
            case CERTIFICATE -> CertificateMessage.decode(in);
            case CERTIFICATE_STATUS -> CertificateStatus.decode(in);
            case SERVER_KEY_EXCHANGE -> ServerKeyExchange.decode(in);
            case CERTIFICATE_REQUEST -> CertificateRequest.decode(in);
            case SERVER_HELLO_DONE -> new ServerHelloDone();
            case CLIENT_KEY_EXCHANGE -> new ClientKeyExchange(in.opaque(in.remaining()));
            case CERTIFICATE_VERIFY -> CertificateVerify.decode(in);
            case FINISHED -> new Finished(in.opaque(in.remaining()));
        };
        in.finish();
        return message;
    }
}
