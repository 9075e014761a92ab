package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.TlsConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.record.tls12.RecordProtection;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientHello;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import io.tlsgauge.engine.wire.ServerHello;
import java.util.Optional;

/**
 * What the two Hellos settled, and all later states of either side need; it gathers what the handshake's outcome tells.
 */
final class Negotiation<C extends TlsConfig> {
    private final C config;
    private final HandshakeChannel channel;
    private final Renegotiation renegotiation;
    private final Optional<FinishedHandshake> previous;
    private final ClientHello clientHello;
    private final ServerHello serverHello;
    private final CipherSuite cipherSuite;
    private final HandshakeKind kind;
    private Optional<NamedGroup> namedGroup = Optional.empty();
    private Optional<SignatureScheme> signatureScheme = Optional.empty();
    private byte[] clientVerifyData;
    private byte[] serverVerifyData;

    /**
     * @param previous the handshake that this one renegotiates
     * @param kind full, or resumed and by which mechanism
     */
    Negotiation(
            C config,
            HandshakeChannel channel,
            Renegotiation renegotiation,
            Optional<FinishedHandshake> previous,
            ClientHello clientHello,
            ServerHello serverHello,
            CipherSuite cipherSuite,
            HandshakeKind kind) {
        this.config = config;
        this.channel = channel;
        this.renegotiation = renegotiation;
        this.previous = previous;
        this.clientHello = clientHello;
        this.serverHello = serverHello;
        this.cipherSuite = cipherSuite;
        this.kind = kind;
    }

    C config() {
        return config;
    }

    HandshakeChannel channel() {
        return channel;
    }

    Optional<FinishedHandshake> previous() {
        return previous;
    }

    ClientHello clientHello() {
        return clientHello;
    }

    ServerHello serverHello() {
        return serverHello;
    }

    CipherSuite cipherSuite() {
        return cipherSuite;
    }

    HandshakeKind kind() {
        return kind;
    }

    /** Whether a NewSessionTicket goes out before the server's ChangeCipherSpec. */
    boolean ticketFollows() {
        return serverHello.extensions().sessionTicket();
    }

    /** What the server signs: both randoms, and the parameters of its ephemeral key (RFC 5246 §7.4.3). */
    byte[] signedParameters(byte[] parameters) {
        byte[] signed = new byte[2 * ClientHello.RANDOM_LENGTH + parameters.length];
        System.arraycopy(clientHello.random(), 0, signed, 0, ClientHello.RANDOM_LENGTH);
        System.arraycopy(serverHello.random(), 0, signed, ClientHello.RANDOM_LENGTH, ClientHello.RANDOM_LENGTH);
        System.arraycopy(parameters, 0, signed, 2 * ClientHello.RANDOM_LENGTH, parameters.length);
        return signed;
    }

    /** Notes how the server's ephemeral key was made and signed. */
    void noteKeyExchange(NamedGroup group, SignatureScheme scheme) {
        namedGroup = Optional.of(group);
        signatureScheme = Optional.of(scheme);
    }

    /** The hash that an extended master secret is bound to, after the ClientKeyExchange; of no bytes without one. */
    byte[] sessionHash() {
        return serverHello.extensions().extendedMasterSecret()
                ? channel.transcript().hash()
                : new byte[0];
    }

    /** Starts a new session from its premaster secret, which is wiped. */
    Session.Builder newSession(byte[] premasterSecret, byte[] sessionHash) {
        boolean extended = serverHello.extensions().extendedMasterSecret();
        byte[] masterSecret = extended
                ? KeySchedule.extendedMasterSecret(config, cipherSuite, premasterSecret, sessionHash)
                : KeySchedule.masterSecret(
                        config, cipherSuite, premasterSecret, clientHello.random(), serverHello.random());
        return Session.ofMasterSecret(config.crypto().prf(), cipherSuite, masterSecret)
                .extendedMasterSecret(extended)
                .serverName(clientHello.extensions().serverName())
                .id(serverHello.sessionId())
                .maxFragmentLength(serverHello.extensions().maxFragmentLength())
                .createdAtMillis(config.clock().millis());
    }

    KeySchedule.Keys keys(Session session) {
        RecordProtection protection = new RecordProtection(
                config.crypto().cipher(), cipherSuite, serverHello.extensions().encryptThenMac());
        return KeySchedule.keys(
                config, protection, session.prfSecret(), clientHello.random(), serverHello.random(), isClient());
    }

    /** Opens what the peer sends from here on with the new keys, in fragments as they were agreed on. */
    void changeReceivedCipherSpec(KeySchedule.Keys keys) {
        channel.protectReader(keys.opener());
        Optional<MaxFragmentLength> limit = serverHello.extensions().maxFragmentLength();
        if (limit.isPresent()) {
            channel.limitReceivedFragments(limit.get().bytes());
        }
    }

    /** Sends this side's ChangeCipherSpec and Finished. */
    void sendFinished(Session session, KeySchedule.Keys keys) {
        channel.changeCipherSpec(keys.sealer());
        byte[] verifyData = verifyData(session, isClient());
        keep(verifyData, isClient());
        channel.send(new Finished(verifyData));
    }

    /** Checks the peer's Finished, before it is added to the transcript. */
    void requireFinished(Finished finished, Session session) throws TlsException {
        byte[] expected = verifyData(session, !isClient());
        KeySchedule.requireVerifyData(finished, expected);
        keep(expected, !isClient());
    }

    /** The handshake is done. */
    ExpectApplicationData established(Session session) {
        HandshakeSummary summary = new HandshakeSummary(
                kind,
                cipherSuite,
                namedGroup,
                signatureScheme,
                session.extendedMasterSecret(),
                serverHello.extensions().encryptThenMac(),
                serverHello.extensions().renegotiatedConnection().isPresent(),
                serverHello.extensions().applicationProtocol(),
                clientHello.extensions().serverName(),
                clientHello.extensions().offersTicket(),
                ticketFollows(),
                session);
        int renegotiations = previous.map(FinishedHandshake::renegotiations).orElse(0);
        return new ExpectApplicationData(
                channel,
                new FinishedHandshake(summary, clientVerifyData, serverVerifyData, renegotiations),
                renegotiation,
                config.maxRenegotiations());
    }

    private boolean isClient() {
        return config instanceof ClientConfig;
    }

    private byte[] verifyData(Session session, boolean client) {
        boolean isLast = clientVerifyData != null || serverVerifyData != null;
        return KeySchedule.verifyData(
                session.prfSecret(),
                client ? PrfLabel.CLIENT_FINISHED : PrfLabel.SERVER_FINISHED,
                isLast ? channel.transcript().lastHash() : channel.transcript().currentHash());
    }

    private void keep(byte[] verifyData, boolean client) {
        if (client) {
            clientVerifyData = verifyData;
        } else {
            serverVerifyData = verifyData;
        }
    }
}
