package io.tlsgauge.engine.handshake.tls12;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.crypto.Pkcs1;
import io.tlsgauge.engine.crypto.PrfLabel;
import io.tlsgauge.engine.handshake.Deferred;
import io.tlsgauge.engine.handshake.HandshakeChannel;
import io.tlsgauge.engine.handshake.HandshakeState;
import io.tlsgauge.engine.handshake.ReceivedMessage;
import io.tlsgauge.engine.session.Session;
import io.tlsgauge.engine.wire.CertificateMessage;
import io.tlsgauge.engine.wire.ClientKeyExchange;
import io.tlsgauge.engine.wire.Finished;
import io.tlsgauge.engine.wire.HandshakeType;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The server's flight ends; its chain is verified, and the client answers with its own flight. */
final class ExpectServerHelloDone extends ClientState {
    private static final int PREMASTER_SECRET_LENGTH = 48;
    private static final int MAX_MODULUS_LENGTH = 2048;

    private final ClientNegotiation negotiation;
    private final CertificateMessage certificate;

    ExpectServerHelloDone(ClientNegotiation negotiation, CertificateMessage certificate) {
        super(HandshakeType.SERVER_HELLO_DONE);
        this.negotiation = negotiation;
        this.certificate = certificate;
    }

    @Override
    HandshakeState handleAwaited(ReceivedMessage received) {
        negotiation.channel().transcript().add(received);
        return Deferred.of(name(), this::verifyAndEncrypt, this::answer);
    }

    private record KeyExchange(List<X509Certificate> chain, byte[] premasterSecret, byte[] encrypted) {}

    private KeyExchange verifyAndEncrypt() throws TlsException {
        ClientConfig config = negotiation.config();
        List<X509Certificate> chain = parseChain();
        config.verifier().verify(chain, negotiation.host(), config.clock().instant());
        RSAPublicKey key = serverKey(chain.get(0));
        byte[] premasterSecret = new byte[PREMASTER_SECRET_LENGTH];
        config.random().nextBytes(premasterSecret);
        premasterSecret[0] = (byte) (negotiation.clientHello().version() >>> 8);
        premasterSecret[1] = (byte) negotiation.clientHello().version();
        int modulusLength = (key.getModulus().bitLength() + 7) / 8;
        byte[] block = Pkcs1.encryptionBlock(premasterSecret, modulusLength, config.random());
        byte[] encrypted = config.crypto().rsa().publicOperation(key, block);
        Arrays.fill(block, (byte) 0);
        return new KeyExchange(chain, premasterSecret, encrypted);
    }

    private List<X509Certificate> parseChain() throws TlsException {
        List<X509Certificate> chain = new ArrayList<>(certificate.chain().size());
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (byte[] encoded : certificate.chain()) {
                chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
            }
        } catch (CertificateException e) {
            throw new TlsException(
                    AlertDescription.BAD_CERTIFICATE, "Certificate holds one that can't be read: " + e.getMessage(), e);
        }
        return chain;
    }

    private static RSAPublicKey serverKey(X509Certificate leaf) throws TlsException {
        if (leaf.getPublicKey() instanceof RSAPublicKey key
                && key.getModulus().bitLength() <= MAX_MODULUS_LENGTH * 8
                && key.getModulus().bitLength() >= 1024) {
            return key;
        }
        throw new TlsException(
                AlertDescription.UNSUPPORTED_CERTIFICATE,
                "Certificate of " + leaf.getSubjectX500Principal()
                        + " holds no RSA key of 1024 to 16384 bits, as static RSA needs");
    }

    private HandshakeState answer(KeyExchange exchange) throws TlsException {
        HandshakeChannel channel = negotiation.channel();
        channel.send(ClientKeyExchange.ofEncryptedPremasterSecret(exchange.encrypted()));
        Session session = session(exchange);
        KeySchedule.Keys keys = negotiation.keys(session);
        channel.changeCipherSpec(keys.sealer());
        channel.send(new Finished(KeySchedule.verifyData(
                session.prfSecret(),
                PrfLabel.CLIENT_FINISHED,
                channel.transcript().hash())));
        return negotiation.ticketFollows()
                ? new ExpectNewSessionTicket(negotiation, session, keys)
                : new ExpectServerChangeCipherSpec(negotiation, session, keys);
    }

    private Session session(KeyExchange exchange) {
        ClientConfig config = negotiation.config();
        byte[] masterSecret = negotiation.extendedMasterSecret()
                ? KeySchedule.extendedMasterSecret(
                        config,
                        negotiation.cipherSuite(),
                        exchange.premasterSecret(),
                        negotiation.channel().transcript().hash())
                : KeySchedule.masterSecret(
                        config,
                        negotiation.cipherSuite(),
                        exchange.premasterSecret(),
                        negotiation.clientHello().random(),
                        negotiation.serverHello().random());
        return Session.ofMasterSecret(config.crypto().prf(), negotiation.cipherSuite(), masterSecret)
                .extendedMasterSecret(negotiation.extendedMasterSecret())
                .serverName(negotiation.clientHello().extensions().serverName())
                .id(negotiation.serverHello().sessionId())
                .createdAtMillis(config.clock().millis())
                .peerCertificates(exchange.chain())
                .build();
    }
}
