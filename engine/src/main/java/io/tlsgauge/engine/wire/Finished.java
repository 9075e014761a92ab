package io.tlsgauge.engine.wire;

/**
 * The first message under the new keys (RFC 5246 §7.4.9).
 *
 * @param verifyData the PRF's output over the transcript, 12 bytes in TLS 1.2; its length is for the
 *     handshake to check
 */
public record Finished(byte[] verifyData) implements HandshakeMessage {
    @Override
    public HandshakeType type() {
        return HandshakeType.FINISHED;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.opaque(verifyData);
    }
}
