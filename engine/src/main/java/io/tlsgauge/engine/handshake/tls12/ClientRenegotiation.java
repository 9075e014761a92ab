package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Optional;

/**
 * A client starts a handshake by its ClientHello, of its own or when it is asked.
 *
 * @param host whom the server's certificate must name
 */
record ClientRenegotiation(ClientConfig config, HandshakeChannel channel, String host) implements Renegotiation {
    @Override
    public HandshakeType trigger() {
        return HandshakeType.HELLO_REQUEST;
    }

    @Override
    public Renegotiation with(TlsConfig next) {
        return new ClientRenegotiation((ClientConfig) next, channel, host);
    }

    @Override
    public HandshakeState follow(ReceivedMessage received, FinishedHandshake finished, boolean resume) {
        return start(finished, resume);
    }

    @Override
    public HandshakeState start(ExpectApplicationData waiting, FinishedHandshake finished, boolean resume) {
        return start(finished, resume);
    }

    private HandshakeState start(FinishedHandshake finished, boolean resume) {
        Optional<Session> session = resume ? Optional.of(finished.summary().session()) : Optional.empty();
        return ExpectServerHello.start(config, channel, host, session, Optional.of(finished));
    }
}
