package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.HandshakeType;
import java.security.cert.X509Certificate;
import java.util.List;

/** The client's part of the key exchange comes (RFC 5246 §7.4.7), and with it the session. */
final class ExpectClientKeyExchange implements HandshakeState {
    private final Negotiation<ServerConfig> negotiation;
    private final Identity identity;
    private final PremasterSecretSource premasterSecret;
    private final List<X509Certificate> clientChain;

    ExpectClientKeyExchange(
            Negotiation<ServerConfig> negotiation, Identity identity, PremasterSecretSource premasterSecret) {
        this(negotiation, identity, premasterSecret, List.of());
    }

    private ExpectClientKeyExchange(
            Negotiation<ServerConfig> negotiation,
            Identity identity,
            PremasterSecretSource premasterSecret,
            List<X509Certificate> clientChain) {
        this.negotiation = negotiation;
        this.identity = identity;
        this.premasterSecret = premasterSecret;
        this.clientChain = clientChain;
    }

    /** The same state of a client that showed a chain, and has yet to prove that it is its own. */
    ExpectClientKeyExchange withClientChain(List<X509Certificate> chain) {
        return new ExpectClientKeyExchange(negotiation, identity, premasterSecret, chain);
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        Deferred.Work<byte[]> work = premasterSecret.premasterSecret((ClientKeyExchange) received.message());
        negotiation.channel().transcript().add(received);
        byte[] sessionHash = negotiation.sessionHash();
        return Deferred.of(name(), () -> session(work.run(), sessionHash), this::follow);
    }

    private Session session(byte[] premaster, byte[] sessionHash) {
        return negotiation
                .newSession(premaster, sessionHash)
                .peerCertificates(clientChain)
                .localCertificates(identity.chain())
                .build();
    }

    private HandshakeState follow(Session session) {
        HandshakeState next = new ExpectClientChangeCipherSpec(negotiation, session, negotiation.keys(session));
        return clientChain.isEmpty() ? next : new ExpectCertificateVerify(negotiation, clientChain.get(0), next);
    }
}
