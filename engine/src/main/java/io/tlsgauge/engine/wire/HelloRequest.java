package io.tlsgauge.engine.wire;

/** The server's wish to renegotiate (RFC 5246 §7.4.1.1). */
public record HelloRequest() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.HELLO_REQUEST;
    }

    @Override
    public void encodeBody(WireWriter out) {}
}
