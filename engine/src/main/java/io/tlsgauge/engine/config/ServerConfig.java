package io.tlsgauge.engine.config;

import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.engine.session.SessionCache;
import io.tlsgauge.engine.session.TicketKeyring;
import java.util.Objects;
import java.util.Optional;

/** The settings of a server. */
public final class ServerConfig extends TlsConfig {
    private final ServerIdentity identity;
    private final RsaProvider.PrivateOperation rsaPrivateOperation;
    private final Optional<SessionCache> sessionCache;
    private final Optional<TicketKeyring> ticketKeyring;

    private ServerConfig(Builder builder) {
        super(builder);
        this.identity = builder.identity;
        this.rsaPrivateOperation = crypto().rsa().privateOperation(identity.privateKey());
        this.sessionCache = Optional.ofNullable(builder.sessionCache);
        this.ticketKeyring = Optional.ofNullable(builder.ticketKeyring);
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The server's chain and key. */
    public ServerIdentity identity() {
        return identity;
    }

    /** The RSA private operation of the server's key, by the configured provider. */
    public RsaProvider.PrivateOperation rsaPrivateOperation() {
        return rsaPrivateOperation;
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
        private ServerIdentity identity;
        private SessionCache sessionCache;
        private TicketKeyring ticketKeyring;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** The server's chain and key; must be set. */
        public Builder identity(ServerIdentity identity) {
            this.identity = Objects.requireNonNull(identity, "identity");
            return this;
        }

        /** Where sessions are kept for resumption by ID, which is off unless set. */
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
         * @throws IllegalArgumentException if no identity is set, or the RSA provider cannot use its key
         */
        public ServerConfig build() {
            if (identity == null) {
                throw new IllegalArgumentException("a server needs an identity, its chain and key: set one");
            }
            return new ServerConfig(this);
        }
    }
}
