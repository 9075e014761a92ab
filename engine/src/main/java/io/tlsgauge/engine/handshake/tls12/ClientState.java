package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.HelloRequest;
import java.util.Set;

/** A client's state during a handshake, in which a HelloRequest is passed over (RFC 5246 §7.4.1.1). */
abstract class ClientState implements HandshakeState {
    private final Set<HandshakeType> awaited;

    /**
     * A state in which these are awaited; where there are none, a ChangeCipherSpec.
     *
     * @param awaited the same for all states of a class
     */
    ClientState(Set<HandshakeType> awaited) {
        this.awaited = awaited;
    }

    abstract HandshakeState handleAwaited(ReceivedMessage received) throws TlsException;

    @Override
    public final boolean awaits(HandshakeType type) {
        return awaited.contains(type) || type == HandshakeType.HELLO_REQUEST;
    }

    @Override
    public final HandshakeState handle(ReceivedMessage received) throws TlsException {
        return received.message() instanceof HelloRequest ? this : handleAwaited(received);
    }
}
