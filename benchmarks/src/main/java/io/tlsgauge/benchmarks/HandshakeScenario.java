package io.tlsgauge.benchmarks;

import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.certificate.PkixVerifier;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.CompactSessionCache;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.TicketKeyring;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A client and a server that are set up for one kind of handshake, and the proof that a handshake was of it.
 *
 * <p>Both ways of resumption are a server's real ones: an ID is looked up in a bounded cache, into which each
 * full handshake puts its session; a ticket is opened with a keyring. A server for tickets has no cache, and
 * the other no keyring, so that neither can stand in for the other.
 */
final class HandshakeScenario {
    static final String HOST = "localhost";

    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int CACHE_CAPACITY = 20_480;

    private final HandshakeKind kind;
    private final CipherSuite suite;
    private final String provider;
    private final boolean renews;
    private final ServerConfig server;
    private final ClientConfig client;

    HandshakeScenario(HandshakeKind kind, String provider, CipherSuite suite, int keyBits) {
        this(kind, provider, suite, keyBits, new FastKeyErasureRandom());
    }

    HandshakeScenario(HandshakeKind kind, String provider, CipherSuite suite, int keyBits, SecureRandom serverRandom) {
        this(kind, provider, suite, CertificateChain.forSuite(suite, keyBits), serverRandom);
    }

    HandshakeScenario(
            HandshakeKind kind, String provider, CipherSuite suite, CertificateChain chain, SecureRandom serverRandom) {
        this(kind, provider, suite, chain, serverRandom, Optional.empty(), false);
    }

    /** For a server that has RSA run off its event loops. */
    static HandshakeScenario withDelegatedTasks(
            HandshakeKind kind, String provider, CipherSuite suite, CertificateChain chain) {
        return new HandshakeScenario(kind, provider, suite, chain, new FastKeyErasureRandom(), Optional.empty(), true);
    }

    /** Resumptions by ticket with a keyring of the caller's, which may rotate: tickets may be renewed. */
    HandshakeScenario(String provider, CipherSuite suite, int keyBits, TicketKeyring keyring) {
        this(
                HandshakeKind.TICKET,
                provider,
                suite,
                CertificateChain.forSuite(suite, keyBits),
                new FastKeyErasureRandom(),
                Optional.of(keyring),
                false);
    }

    private HandshakeScenario(
            HandshakeKind kind,
            String provider,
            CipherSuite suite,
            CertificateChain chain,
            SecureRandom serverRandom,
            Optional<TicketKeyring> keyring,
            boolean delegateTasks) {
        this.kind = kind;
        this.renews = keyring.isPresent();
        this.suite = suite;
        this.provider = provider;
        Crypto crypto = Crypto.of(provider);
        // Another machine's: what is kept for the next connection must not meet this one's other end.
        Crypto clientCrypto = Crypto.of(provider);
        ServerConfig.Builder serverBuilder = ServerConfig.builder()
                .crypto(crypto)
                .random(serverRandom)
                .delegateTasks(delegateTasks)
                .cipherSuites(List.of(suite))
                .maxRenegotiations(Integer.MAX_VALUE)
                .identity(Identity.of(crypto, chain.chain(), chain.key()));
        if (kind == HandshakeKind.TICKET) {
            serverBuilder.ticketKeyring(keyring.orElseGet(
                    () -> RotatingTicketKeyring.generated(crypto, new FastKeyErasureRandom(), LIFETIME, LIFETIME)));
        } else {
            serverBuilder.sessionCache(new CompactSessionCache(crypto.prf(), CACHE_CAPACITY, LIFETIME));
        }
        this.server = serverBuilder.build();
        this.client = ClientConfig.builder()
                .crypto(clientCrypto)
                .cipherSuites(List.of(suite))
                .verifier(PkixVerifier.of(Set.of(chain.root())))
                .requestTickets(kind == HandshakeKind.TICKET)
                .build();
    }

    HandshakeKind kind() {
        return kind;
    }

    ServerConfig server() {
        return server;
    }

    ClientConfig client() {
        return client;
    }

    /**
     * Refuses a handshake of another kind, mechanism, suite or provider than is claimed.
     *
     * @throws HandshakeKindException that says what differs
     */
    void requireClaimed(HandshakeSummary clientSummary, HandshakeSummary serverSummary) {
        requireClaimed("client", clientSummary);
        requireClaimed("server", serverSummary);
    }

    /**
     * Refuses what one side says, where it differs from what is claimed.
     *
     * @throws HandshakeKindException that says what differs
     */
    void requireClaimed(String side, HandshakeSummary summary) {
        boolean ticketOffered = kind == HandshakeKind.TICKET;
        if (summary.kind() != kind
                || summary.cipherSuite() != suite
                || summary.ticketOffered() != ticketOffered
                || summary.ticketIssued() && !renews) {
            throw new HandshakeKindException(
                    "claimed: " + kind + " with " + suite + "; the " + side + " says: " + summary);
        }
        if (!server.crypto().toString().equals(provider)
                || !client.crypto().toString().equals(provider)) {
            throw new HandshakeKindException("claimed: provider " + provider + "; used: " + server.crypto());
        }
    }
}
