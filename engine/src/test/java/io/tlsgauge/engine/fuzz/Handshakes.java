package io.tlsgauge.engine.fuzz;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientAuthentication;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Clients and servers to be fuzzed, and what they said to each other when nobody disturbed them. */
final class Handshakes {
    /** What begins every input, and tells in how long pieces the rest is given; 0 for all at once. */
    static final int WHOLE = 0;

    static final List<CipherSuite> SUITES = List.of(
            CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA,
            CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_OUTPUT = 1 << 20;

    /** The JDK's cipher would refuse a key and nonce that come again. */
    private static final Crypto CRYPTO = Crypto.of("rsa=jdk,prf=jdk,cipher=bc");

    private static final TestChain CHAIN = TestChain.standard();
    private static final TestChain EC_CHAIN = TestChain.ec("secp256r1");

    private Handshakes() {}

    static ServerConfig server(SecureRandom random) {
        return ServerConfig.builder()
                .crypto(CRYPTO)
                .random(random)
                .identities(List.of(
                        Identity.of(CRYPTO, CHAIN.chain(), CHAIN.key()),
                        Identity.of(CRYPTO, EC_CHAIN.chain(), EC_CHAIN.key())))
                .signatureSchemes(List.of(SignatureScheme.RSA_PKCS1_SHA256, SignatureScheme.ECDSA_SECP256R1_SHA256))
                .applicationProtocols(List.of("h2", "http/1.1"))
                .clientAuthentication(ClientAuthentication.WANTED, (presented, at) -> {}, List.of())
                .sessionCache(new CompactSessionCache(CRYPTO.prf(), 4096, HOUR))
                .ticketKeyring(RotatingTicketKeyring.generated(CRYPTO, new FastKeyErasureRandom(), HOUR, HOUR))
                .maxRenegotiations(2)
                .build();
    }

    static ClientConfig client(SecureRandom random, CipherSuite suite, boolean tickets) {
        return ClientConfig.builder()
                .crypto(CRYPTO)
                .random(random)
                .cipherSuites(List.of(suite))
                .applicationProtocols(List.of("http/1.1"))
                .verifier((presented, at) -> {})
                .requestTickets(tickets)
                .requestStatus(true)
                .maxRenegotiations(2)
                .build();
    }

    static TlsConnection connect(ClientConfig config, Optional<Session> resume) {
        return TlsConnection.client(config, TestChain.HOST, resume);
    }

    /** All that both say up to a word of application data and goodbye. */
    record Talk(byte[] ofClient, byte[] ofServer, Session session) {
        static Talk between(TlsConnection client, TlsConnection server) throws TlsException {
            ByteArrayOutputStream ofClient = new ByteArrayOutputStream();
            ByteArrayOutputStream ofServer = new ByteArrayOutputStream();
            carry(client, ofClient, server, ofServer);
            for (TlsConnection speaker : List.of(client, server)) {
                speaker.write(ByteBuffer.wrap(new byte[] {'h', 'i'}));
                speaker.close();
            }
            Session session = client.summary().session();
            carry(client, ofClient, server, ofServer);
            return new Talk(ofClient.toByteArray(), ofServer.toByteArray(), session);
        }

        private static void carry(
                TlsConnection client,
                ByteArrayOutputStream ofClient,
                TlsConnection server,
                ByteArrayOutputStream ofServer)
                throws TlsException {
            while (client.hasOutput() || server.hasOutput()) {
                move(client, server, ofClient);
                move(server, client, ofServer);
            }
        }

        private static void move(TlsConnection from, TlsConnection to, ByteArrayOutputStream copy) throws TlsException {
            ByteBuffer sent = ByteBuffer.allocate(1 << 16);
            from.transmit(sent);
            copy.write(sent.array(), 0, sent.position());
            to.receive(sent.flip(), ByteBuffer.allocate(1 << 15));
        }
    }

    /**
     * Gives an input to a connection as its peer's bytes.
     *
     * @throws AssertionError if the connection fails by its own fault, or says more than it may
     */
    static void give(TlsConnection connection, byte[] input) {
        int piece = input.length == 0 || input[0] == WHOLE ? input.length : input[0] & 0xff;
        ByteBuffer network = ByteBuffer.allocate(TlsConnection.MAX_RECORD_LENGTH + input.length);
        ByteBuffer output = ByteBuffer.allocate(1 << 18);
        int said = 0;
        try {
            for (int at = 1; at < input.length && !connection.isInboundClosed(); at += piece) {
                network.put(input, at, Math.min(piece, input.length - at)).flip();
                while (connection.receive(network, ByteBuffer.allocate(1 << 14)) == TlsConnection.Status.NEEDS_ROOM) {
                    said += connection.transmit(output.clear());
                }
                network.compact();
                said += connection.transmit(output.clear());
            }
        } catch (TlsException e) {
            if (e.alert() == AlertDescription.INTERNAL_ERROR && e.origin() == TlsException.Origin.LOCAL) {
                throw new AssertionError("the engine failed", e);
            }
        }
        said += connection.transmit(output.clear());
        if (said > MOST_OUTPUT || connection.hasOutput()) {
            throw new AssertionError("so short an input was answered with more than " + said + " bytes");
        }
        connection.release();
    }
}
