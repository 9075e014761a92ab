package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/** A server can only ask; the client's ClientHello starts the handshake. */
record ServerRenegotiation(ServerConfig config, HandshakeChannel channel) implements Renegotiation {
    @Override
    public HandshakeType trigger() {
        return HandshakeType.CLIENT_HELLO;
    }

    @Override
    public Renegotiation with(TlsConfig next) {
        return new ServerRenegotiation((ServerConfig) next, channel);
    }

    @Override
    public HandshakeState follow(ReceivedMessage received, FinishedHandshake finished, boolean resume)
            throws TlsException {
        return new ExpectClientHello(config, channel, Optional.of(finished), resume).handle(received);
    }

    @Override
    public HandshakeState start(ExpectApplicationData waiting, FinishedHandshake finished, boolean resume) {
        channel.sendHelloRequest();
        return waiting;
    }
}
