package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.ConstantTime;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.HandshakeType;
import java.util.Arrays;

/**
 * The premaster secret comes, encrypted under the server's RSA key.
 *
 * <p>Whatever is decrypted, the same path follows (RFC 5246 §7.4.7.1, Bleichenbacher's and Klima's
 * attacks): a random premaster secret is drawn first, the padding and the version are checked without a
 * branch, and one of the two is selected by mask. A client that does not know the right one fails at its
 * Finished, with the same alert and after the same work. A ciphertext of another length than the
 * modulus, which is public, takes that path too.
 */
final class ExpectClientKeyExchange implements HandshakeState {
    private static final int PREMASTER_SECRET_LENGTH = 48;

    private final ServerNegotiation negotiation;

    ExpectClientKeyExchange(ServerNegotiation negotiation) {
        this.negotiation = negotiation;
    }

    @Override
    public boolean awaits(HandshakeType type) {
        return type == HandshakeType.CLIENT_KEY_EXCHANGE;
    }

    @Override
    public HandshakeState handle(ReceivedMessage received) throws TlsException {
        byte[] encrypted = ((ClientKeyExchange) received.message()).encryptedPremasterSecret();
        negotiation.channel().transcript().add(received);
        byte[] sessionHash = negotiation.extendedMasterSecret()
                ? negotiation.channel().transcript().hash()
                : new byte[0];
        return Deferred.of(name(), () -> session(encrypted, sessionHash), this::expectChangeCipherSpec);
    }

    private Session session(byte[] encrypted, byte[] sessionHash) {
        ServerConfig config = negotiation.config();
        byte[] premasterSecret = premasterSecret(encrypted);
        byte[] masterSecret = negotiation.extendedMasterSecret()
                ? KeySchedule.extendedMasterSecret(config, negotiation.cipherSuite(), premasterSecret, sessionHash)
                : KeySchedule.masterSecret(
                        config,
                        negotiation.cipherSuite(),
                        premasterSecret,
                        negotiation.clientHello().random(),
                        negotiation.serverRandom());
        return Session.ofMasterSecret(config.crypto().prf(), negotiation.cipherSuite(), masterSecret)
                .extendedMasterSecret(negotiation.extendedMasterSecret())
                .serverName(negotiation.clientHello().extensions().serverName())
                .id(negotiation.sessionId())
                .createdAtMillis(config.clock().millis())
                .build();
    }

    private byte[] premasterSecret(byte[] encrypted) {
        ServerConfig config = negotiation.config();
        byte[] random = new byte[PREMASTER_SECRET_LENGTH];
        config.random().nextBytes(random);
        byte[] ciphertext = Arrays.copyOf(encrypted, config.identity().modulusLength());
        byte[] block = config.rsaPrivateOperation().apply(ciphertext);
        byte[] decrypted = new byte[PREMASTER_SECRET_LENGTH];
        int right = Pkcs1.unpad(block, decrypted);
        int version = negotiation.clientHello().version();
        right &= ConstantTime.eq(decrypted[0] & 0xff, version >>> 8);
        right &= ConstantTime.eq(decrypted[1] & 0xff, version & 0xff);
        right &= ConstantTime.eq(encrypted.length, ciphertext.length);
        byte[] premasterSecret = new byte[PREMASTER_SECRET_LENGTH];
        ConstantTime.select(right, decrypted, random, premasterSecret);
        Arrays.fill(block, (byte) 0);
        Arrays.fill(decrypted, (byte) 0);
        Arrays.fill(random, (byte) 0);
        return premasterSecret;
    }

    private HandshakeState expectChangeCipherSpec(Session session) {
        KeySchedule.Keys keys = KeySchedule.serverKeys(
                negotiation.config(),
                negotiation.cipherSuite(),
                session.prfSecret(),
                negotiation.clientHello().random(),
                negotiation.serverRandom());
        return new ExpectClientChangeCipherSpec(negotiation, HandshakeKind.FULL, session, keys);
    }
}
