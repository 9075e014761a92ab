package io.tlsgauge.engine.config;

import io.tlsgauge.engine.certificate.ServerCertificateVerifier;
import java.util.Objects;

/** The settings of a client. */
public final class ClientConfig extends TlsConfig {
    private final ServerCertificateVerifier verifier;
    private final boolean requestTickets;

    private ClientConfig(Builder builder) {
        super(builder);
        this.verifier = builder.verifier;
        this.requestTickets = builder.requestTickets;
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Decides whether the server's chain is to be believed. */
    public ServerCertificateVerifier verifier() {
        return verifier;
    }

    /** Whether session tickets are asked for and offered (RFC 5077). */
    public boolean requestTickets() {
        return requestTickets;
    }

    /** Collects the settings of a client. */
    public static final class Builder extends TlsConfig.Builder<Builder> {
        private ServerCertificateVerifier verifier;
        private boolean requestTickets = true;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Decides whether the server's chain is to be believed; must be set. */
        public Builder verifier(ServerCertificateVerifier verifier) {
            this.verifier = Objects.requireNonNull(verifier, "verifier");
            return this;
        }

        /** Whether session tickets are asked for and offered; so unless set. */
        public Builder requestTickets(boolean requestTickets) {
            this.requestTickets = requestTickets;
            return this;
        }

        /**
         * The finished settings.
         *
         * @throws IllegalArgumentException if no verifier is set
         */
        public ClientConfig build() {
            if (verifier == null) {
                throw new IllegalArgumentException("a client needs a verifier of the server's certificates: set one");
            }
            return new ClientConfig(this);
        }
    }
}
