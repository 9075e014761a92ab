package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.wire.ClientKeyExchange;

/** How the server comes to the premaster secret from the client's part of the key exchange. */
@FunctionalInterface
interface PremasterSecretSource {
    /**
     * The costly work that yields the premaster secret.
     *
     * @throws TlsException with {@code decode_error} if the message has not the form of the key exchange
     */
    Deferred.Work<byte[]> premasterSecret(ClientKeyExchange message) throws TlsException;
}
