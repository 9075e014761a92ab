package io.tlsgauge.engine.wire;

/** The end of the server's first flight (RFC 5246 §7.4.5). */
public record ServerHelloDone() implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.SERVER_HELLO_DONE;
    }

    @Override
    public void encodeBody(WireWriter out) {}
}
