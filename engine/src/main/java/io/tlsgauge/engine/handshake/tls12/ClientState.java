package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.HelloRequest;
import java.util.Optional;

/** A client's state during a handshake, in which a HelloRequest is passed over (RFC 5246 §7.4.1.1). */
abstract class ClientState implements HandshakeState {
    private final Optional<HandshakeType> awaited;

    ClientState(HandshakeType awaited) {
        this.awaited = Optional.of(awaited);
    }

    /** A state in which only a ChangeCipherSpec is awaited. */
    ClientState() {
        this.awaited = Optional.empty();
    }

    abstract HandshakeState handleAwaited(ReceivedMessage received) throws TlsException;

    @Override
    public final boolean awaits(HandshakeType type) {
        return type == HandshakeType.HELLO_REQUEST
                || awaited.filter(type::equals).isPresent();
    }

    @Override
    public final HandshakeState handle(ReceivedMessage received) throws TlsException {
        return received.message() instanceof HelloRequest ? this : handleAwaited(received);
    }
}
