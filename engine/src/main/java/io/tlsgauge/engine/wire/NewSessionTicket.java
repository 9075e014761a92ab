package io.tlsgauge.engine.wire;

import io.tlsgauge.engine.alert.TlsException;

/**
 * A ticket for the client to keep (RFC 5077 §3.3).
 *
 * @param lifetimeHint in seconds, zero where the server says nothing of it
 * @param ticket empty where the server has none to give after all
 */
public record NewSessionTicket(long lifetimeHint, byte[] ticket) implements HandshakeMessage {
    static NewSessionTicket decode(WireReader in) throws TlsException {
        return new NewSessionTicket(in.uint32(), in.opaque16(0, 0xffff, "ticket"));
    }

    @Override
    public HandshakeType type() {
        return HandshakeType.NEW_SESSION_TICKET;
    }

    @Override
    public void encodeBody(WireWriter out) {
        out.uint32(lifetimeHint);
        out.opaque16(ticket);
    }
}
