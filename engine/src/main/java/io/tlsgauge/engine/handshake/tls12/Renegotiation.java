package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;

/** How one side of a connection comes to another handshake (RFC 5246 §7.4.1.1, RFC 5746). */
interface Renegotiation {
    /** The message with which the peer starts one, or asks for it. */
    HandshakeType trigger();

    /** The same by other settings, which are of the same side. */
    Renegotiation with(TlsConfig config);

    /**
     * Follows the peer.
     *
     * @param resume whether the handshake may be an abbreviated one
     */
    HandshakeState follow(ReceivedMessage received, FinishedHandshake finished, boolean resume) throws TlsException;

    /**
     * Starts one, or asks for it.
     *
     * @param waiting the state that goes on where only a wish was sent
     */
    HandshakeState start(ExpectApplicationData waiting, FinishedHandshake finished, boolean resume);
}
