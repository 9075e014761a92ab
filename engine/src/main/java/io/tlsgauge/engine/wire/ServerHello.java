package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;

/**
 * The server's choice (RFC 5246 §7.4.1.3).
 *
 * @param version the version of the connection
 * @param random 32 bytes
 * @param sessionId 0 to 32 bytes; the client's own where the session is resumed
 * @param cipherSuite a two-byte code
 * @param compressionMethod a one-byte code
 * @param extensions those the engine knows
 */
public record ServerHello(
        int version,
        byte[] random,
        byte[] sessionId,
        int cipherSuite,
        int compressionMethod,
        ServerHelloExtensions extensions)
        implements HandshakeMessage {
    static ServerHello decode(WireReader in) throws TlsException {
        return new ServerHello(
                in.uint16(),
                in.opaque(ClientHello.RANDOM_LENGTH),
                in.opaque8(0, ClientHello.MAX_SESSION_ID_LENGTH, "session_id"),
                in.uint16(),
                in.uint8(),
                ServerHelloExtensions.decode(in));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.uint16(version);
        out.opaque(random);
        out.opaque8(sessionId);
        out.uint16(cipherSuite);
        out.uint8(compressionMethod);
        extensions.encode(out);
    }
}
