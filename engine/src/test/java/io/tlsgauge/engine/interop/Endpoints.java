package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Our side of a conversation with another TLS implementation. */
final class Endpoints {
    static final TestChain CHAIN = TestChain.standard();
    static final TestChain EC_CHAIN = TestChain.ec("secp256r1");
    static final X509Certificate ROOT = CHAIN.root();

    private static final Duration HOUR = Duration.ofHours(1);

    private Endpoints() {}

    /** The chain whose key the suite asks for. */
    static TestChain chain(CipherSuite suite) {
        return suite.name().contains("_ECDSA_") ? EC_CHAIN : CHAIN;
    }

    static ServerConfig server(CipherSuite suite, HandshakeKind resumption, Crypto crypto) {
        ServerConfig.Builder builder = ServerConfig.builder()
                .crypto(crypto)
                .cipherSuites(List.of(suite))
                .identities(List.of(
                        Identity.of(crypto, CHAIN.chain(), CHAIN.key()),
                        Identity.of(crypto, EC_CHAIN.chain(), EC_CHAIN.key())));
        return resumption == HandshakeKind.TICKET
                ? builder.ticketKeyring(RotatingTicketKeyring.generated(crypto, new FastKeyErasureRandom(), HOUR, HOUR))
                        .build()
                : builder.sessionCache(new CompactSessionCache(crypto.prf(), 64, HOUR))
                        .build();
    }

    static ClientConfig client(CipherSuite suite, HandshakeKind resumption, Crypto crypto) {
        return ClientConfig.builder()
                .crypto(crypto)
                .cipherSuites(List.of(suite))
                .verifier(PkixVerifier.of(Set.of(ROOT)))
                .requestTickets(resumption == HandshakeKind.TICKET)
                .build();
    }
}
