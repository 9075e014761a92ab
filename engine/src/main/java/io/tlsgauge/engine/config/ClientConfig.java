package io.tlsgauge.engine.config;

import io.tlsgauge.engine.certificate.CertificateVerifier;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import io.tlsgauge.engine.wire.ClientHelloExtensions;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The settings of a client. */
public final class ClientConfig extends TlsConfig {
    private final CertificateVerifier verifier;
    private final boolean requestTickets;
    private final boolean requestStatus;
    private final Optional<ClientIdentitySource> identities;
    private final Optional<MaxFragmentLength> maxFragmentLength;
    private final int[] cipherSuiteCodes;
    private final ClientHelloExtensions constantExtensions;

    private ClientConfig(Builder builder) {
        super(builder);
        this.verifier = builder.verifier;
        this.requestTickets = builder.requestTickets;
        this.requestStatus = builder.requestStatus;
        this.identities = Optional.ofNullable(builder.identities);
        this.maxFragmentLength = Optional.ofNullable(builder.maxFragmentLength);
        this.cipherSuiteCodes =
                cipherSuites().stream().mapToInt(CipherSuite::code).toArray();
        this.constantExtensions = extensions();
    }

    private ClientConfig(ClientConfig same, CertificateVerifier verifier, Optional<ClientIdentitySource> identities) {
        super(same);
        this.verifier = Objects.requireNonNull(verifier, "verifier");
        this.identities = Objects.requireNonNull(identities, "identities");
        this.requestTickets = same.requestTickets;
        this.requestStatus = same.requestStatus;
        this.maxFragmentLength = same.maxFragmentLength;
        this.cipherSuiteCodes = same.cipherSuiteCodes;
        this.constantExtensions = same.constantExtensions;
    }

    /** The same settings for one connection, which verifies and identifies itself in its own way. */
    public ClientConfig choosingBy(CertificateVerifier ownVerifier, Optional<ClientIdentitySource> ownIdentities) {
        return new ClientConfig(this, ownVerifier, ownIdentities);
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Decides whether the server's chain is to be believed. */
    public CertificateVerifier verifier() {
        return verifier;
    }

    /** Whether session tickets are asked for and offered (RFC 5077). */
    public boolean requestTickets() {
        return requestTickets;
    }

    /** Whether the server is asked to staple an OCSP response (RFC 6066 §8). */
    public boolean requestStatus() {
        return requestStatus;
    }

    /** Where the client finds its own identity; empty where it has none. */
    public Optional<ClientIdentitySource> identities() {
        return identities;
    }

    /** The limit of fragments that is asked for (RFC 6066 §4). */
    public Optional<MaxFragmentLength> maxFragmentLength() {
        return maxFragmentLength;
    }

    /** The codes of the cipher suites, as a ClientHello holds them; not a copy. */
    public int[] cipherSuiteCodes() {
        return cipherSuiteCodes;
    }

    /** The extensions that are the same in every ClientHello; the rest is added to them. */
    public ClientHelloExtensions constantExtensions() {
        return constantExtensions;
    }

    private ClientHelloExtensions extensions() {
        ClientHelloExtensions.Builder extensions = ClientHelloExtensions.builder()
                .signatureAlgorithms(signatureSchemes().stream()
                        .mapToInt(SignatureScheme::code)
                        .toArray())
                .applicationProtocols(applicationProtocols())
                .extendedMasterSecret(true)
                .encryptThenMac(encryptThenMac()
                        && cipherSuites().stream()
                                .anyMatch(suite -> suite.protection() == CipherSuite.Protection.AES_CBC))
                .maxFragmentLength(maxFragmentLength)
                .statusRequest(requestStatus);
        boolean ephemeral =
                cipherSuites().stream().anyMatch(suite -> suite.keyExchange().isEphemeral());
        return (ephemeral
                        ? extensions.supportedGroups(namedGroups().stream()
                                .mapToInt(NamedGroup::code)
                                .toArray())
                        : extensions)
                .build();
    }

    /** Collects the settings of a client. */
    public static final class Builder extends TlsConfig.Builder<Builder> {
        private CertificateVerifier verifier;
        private boolean requestTickets = true;
        private boolean requestStatus;
        private ClientIdentitySource identities;
        private MaxFragmentLength maxFragmentLength;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Decides whether the server's chain is to be believed; must be set. */
        public Builder verifier(CertificateVerifier verifier) {
            this.verifier = Objects.requireNonNull(verifier, "verifier");
            return this;
        }

        /** Whether session tickets are asked for and offered; so unless set. */
        public Builder requestTickets(boolean requestTickets) {
            this.requestTickets = requestTickets;
            return this;
        }

        /** Whether the server is asked to staple an OCSP response; not so unless set. */
        public Builder requestStatus(boolean requestStatus) {
            this.requestStatus = requestStatus;
            return this;
        }

        /** The identity that is shown to a server that asks for one; none unless set. */
        public Builder identity(Identity identity) {
            return identities(ClientIdentitySource.of(List.of(identity)));
        }

        /** Where the identity that is shown to a server is found; the client has none unless set. */
        public Builder identities(ClientIdentitySource identities) {
            this.identities = Objects.requireNonNull(identities, "identities");
            return this;
        }

        /** The limit of fragments that is asked for; none unless set. */
        public Builder maxFragmentLength(MaxFragmentLength maxFragmentLength) {
            this.maxFragmentLength = Objects.requireNonNull(maxFragmentLength, "maxFragmentLength");
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
