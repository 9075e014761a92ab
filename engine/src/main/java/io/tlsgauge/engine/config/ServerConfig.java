package io.tlsgauge.engine.config;

import io.tlsgauge.engine.certificate.CertificateVerifier;
import io.tlsgauge.engine.session.RemoteSessionCache;
import io.tlsgauge.engine.session.SessionCache;
import io.tlsgauge.engine.session.TicketKeyring;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;

/** The settings of a server. */
public final class ServerConfig extends TlsConfig {
    private final IdentitySource identities;
    private final Predicate<String> acceptedServerNames;
    private final ApplicationProtocolSelector applicationProtocolSelector;
    private final ClientAuthentication clientAuthentication;
    private final Optional<CertificateVerifier> clientVerifier;
    private final List<X500Principal> clientAuthorities;
    private final boolean prefersClientOrder;
    private final Optional<SessionCache> sessionCache;
    private final Optional<TicketKeyring> ticketKeyring;

    private ServerConfig(Builder builder) {
        super(builder);
        this.identities = builder.identities;
        this.acceptedServerNames = builder.acceptedServerNames;
        this.applicationProtocolSelector = builder.applicationProtocolSelector == null
                ? ApplicationProtocolSelector.of(applicationProtocols())
                : builder.applicationProtocolSelector;
        this.clientAuthentication = builder.clientAuthentication;
        this.clientVerifier = Optional.ofNullable(builder.clientVerifier);
        this.clientAuthorities = builder.clientAuthorities;
        this.prefersClientOrder = builder.prefersClientOrder;
        this.sessionCache = Optional.ofNullable(builder.sessionCache);
        this.ticketKeyring = Optional.ofNullable(builder.ticketKeyring);
    }

    private ServerConfig(
            ServerConfig same,
            IdentitySource identities,
            Predicate<String> acceptedServerNames,
            ApplicationProtocolSelector applicationProtocolSelector) {
        super(same);
        this.identities = Objects.requireNonNull(identities, "identities");
        this.acceptedServerNames = Objects.requireNonNull(acceptedServerNames, "acceptedServerNames");
        this.applicationProtocolSelector =
                Objects.requireNonNull(applicationProtocolSelector, "applicationProtocolSelector");
        this.clientAuthentication = same.clientAuthentication;
        this.clientVerifier = same.clientVerifier;
        this.clientAuthorities = same.clientAuthorities;
        this.prefersClientOrder = same.prefersClientOrder;
        this.sessionCache = same.sessionCache;
        this.ticketKeyring = same.ticketKeyring;
    }

    /** The same settings for one connection, which chooses for itself; nothing is validated anew. */
    public ServerConfig choosingBy(
            IdentitySource ownIdentities,
            Predicate<String> ownServerNames,
            ApplicationProtocolSelector ownProtocolSelector) {
        return new ServerConfig(this, ownIdentities, ownServerNames, ownProtocolSelector);
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The server's chains and keys. */
    public IdentitySource identities() {
        return identities;
    }

    /** Which hosts a client may ask for; another is answered with {@code unrecognized_name}. */
    public Predicate<String> acceptedServerNames() {
        return acceptedServerNames;
    }

    /** Chooses among the application protocols that a client offers. */
    public ApplicationProtocolSelector applicationProtocolSelector() {
        return applicationProtocolSelector;
    }

    /** Whether clients are asked for certificates. */
    public ClientAuthentication clientAuthentication() {
        return clientAuthentication;
    }

    /** Decides whether a client's chain is to be believed; there is one where clients are asked. */
    public Optional<CertificateVerifier> clientVerifier() {
        return clientVerifier;
    }

    /** The authorities that clients are told of, none where any will do. */
    public List<X500Principal> clientAuthorities() {
        return clientAuthorities;
    }

    /** Whether the cipher suite is the client's first that the server has, rather than the reverse. */
    public boolean prefersClientOrder() {
        return prefersClientOrder;
    }

    /** Where sessions are kept for resumption by ID; empty where that is off. */
    public Optional<SessionCache> sessionCache() {
        return sessionCache;
    }

    /** What seals and opens session tickets; empty where they are off. */
    public Optional<TicketKeyring> ticketKeyring() {
        return ticketKeyring;
    }

    /** Collects the settings of a server. */
    public static final class Builder extends TlsConfig.Builder<Builder> {
        private IdentitySource identities;
        private Predicate<String> acceptedServerNames = name -> true;
        private ApplicationProtocolSelector applicationProtocolSelector;
        private ClientAuthentication clientAuthentication = ClientAuthentication.NONE;
        private CertificateVerifier clientVerifier;
        private List<X500Principal> clientAuthorities = List.of();
        private boolean prefersClientOrder;
        private SessionCache sessionCache;
        private TicketKeyring ticketKeyring;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** The server's only chain and key; this or {@link #identities} must be set. */
        public Builder identity(Identity identity) {
            return identities(List.of(identity));
        }

        /** The server's chains and keys, of several types or for several hosts, the most wanted first. */
        public Builder identities(List<Identity> identities) {
            if (identities.isEmpty()) {
                throw new IllegalArgumentException("identities is empty: give at least one chain and key");
            }
            return identities(IdentitySource.of(identities));
        }

        /** Where the server's chains and keys are found. */
        public Builder identities(IdentitySource identities) {
            this.identities = Objects.requireNonNull(identities, "identities");
            return this;
        }

        /** Which hosts a client may ask for; any unless set. */
        public Builder acceptedServerNames(Predicate<String> acceptedServerNames) {
            this.acceptedServerNames = Objects.requireNonNull(acceptedServerNames, "acceptedServerNames");
            return this;
        }

        /** Chooses among the application protocols of a client; the first of the server's own unless set. */
        public Builder applicationProtocolSelector(ApplicationProtocolSelector selector) {
            this.applicationProtocolSelector = Objects.requireNonNull(selector, "selector");
            return this;
        }

        /**
         * Asks clients for certificates, which is off unless set.
         *
         * @param authorities those that clients are told of, none where any will do
         */
        public Builder clientAuthentication(
                ClientAuthentication clientAuthentication,
                CertificateVerifier verifier,
                List<X500Principal> authorities) {
            this.clientAuthentication = Objects.requireNonNull(clientAuthentication, "clientAuthentication");
            this.clientVerifier = Objects.requireNonNull(verifier, "verifier");
            this.clientAuthorities = List.copyOf(authorities);
            return this;
        }

        /** Whether the client's order of cipher suites counts, and not the server's; not so unless set. */
        public Builder prefersClientOrder(boolean prefersClientOrder) {
            this.prefersClientOrder = prefersClientOrder;
            return this;
        }

        /**
         * Where sessions are kept for resumption by ID, which is off unless set. Handshakes wait for a {@link
         * RemoteSessionCache}, by the caller's task where tasks are delegated.
         */
        public Builder sessionCache(SessionCache sessionCache) {
            this.sessionCache = Objects.requireNonNull(sessionCache, "sessionCache");
            return this;
        }

        /** What seals and opens session tickets, which are off unless set. */
        public Builder ticketKeyring(TicketKeyring ticketKeyring) {
            this.ticketKeyring = Objects.requireNonNull(ticketKeyring, "ticketKeyring");
            return this;
        }

        /**
         * The finished settings.
         *
         * @throws IllegalArgumentException if no identity is set
         */
        public ServerConfig build() {
            if (identities == null) {
                throw new IllegalArgumentException("a server needs an identity, its chain and key: set one");
            }
            return new ServerConfig(this);
        }
    }
}
