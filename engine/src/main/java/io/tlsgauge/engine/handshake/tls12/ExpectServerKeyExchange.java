package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.wire.HandshakeType;
import io.tlsgauge.engine.wire.ServerKeyExchange;
import java.util.Set;

/** The server's ephemeral key comes; it is believed when the chain is. */
final class ExpectServerKeyExchange extends ClientState {
    private static final Set<HandshakeType> AWAITED = Set.of(HandshakeType.SERVER_KEY_EXCHANGE);

    private final Negotiation<ClientConfig> negotiation;
    private final ServerFlight flight;
    private final ExpectServerHelloDone next;

    ExpectServerKeyExchange(Negotiation<ClientConfig> negotiation, ServerFlight flight, ExpectServerHelloDone next) {
        super(AWAITED);
        this.negotiation = negotiation;
        this.flight = flight;
        this.next = next;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) {
        negotiation.channel().transcript().add(received);
        flight.keyExchange((ServerKeyExchange) received.message());
        return next;
    }
}
