package io.tlsgauge.engine.config;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/** What the settings of a client and of a server share. Immutable, and safe for use by several threads. */
public abstract sealed class TlsConfig permits ClientConfig, ServerConfig {
    private final Crypto crypto;
    private final List<CipherSuite> cipherSuites;
    private final List<String> applicationProtocols;
    private final InstantSource clock;
    private final SecureRandom random;
    private final boolean delegateTasks;

    TlsConfig(Builder<?> builder) {
        this.crypto = builder.crypto == null ? Crypto.of("jdk") : builder.crypto;
        this.cipherSuites = builder.cipherSuites;
        this.applicationProtocols = builder.applicationProtocols;
        this.clock = builder.clock;
        this.random = builder.random == null ? new FastKeyErasureRandom() : builder.random;
        this.delegateTasks = builder.delegateTasks;
    }

    /** The providers of the cryptography. */
    public Crypto crypto() {
        return crypto;
    }

    /** The cipher suites, the most wanted first. */
    public List<CipherSuite> cipherSuites() {
        return cipherSuites;
    }

    /** The application protocols (RFC 7301), the most wanted first; none where ALPN is not used. */
    public List<String> applicationProtocols() {
        return applicationProtocols;
    }

    /** The clock behind validity and lifetimes. */
    public InstantSource clock() {
        return clock;
    }

    /** The source of randoms, session IDs, premaster secrets and initialization vectors. */
    public SecureRandom random() {
        return random;
    }

    /** Whether the caller runs the costly work of a handshake, such as the RSA private operation. */
    public boolean delegateTasks() {
        return delegateTasks;
    }

    /** Collects the settings that clients and servers share. */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits ClientConfig.Builder, ServerConfig.Builder {
        private Crypto crypto;
        private List<CipherSuite> cipherSuites = List.of(CipherSuite.values());
        private List<String> applicationProtocols = List.of();
        private InstantSource clock = InstantSource.system();
        private SecureRandom random;
        private boolean delegateTasks;

        Builder() {}

        abstract B self();

        /** The providers of the cryptography; {@code jdk} unless set. */
        public B crypto(Crypto crypto) {
            this.crypto = Objects.requireNonNull(crypto, "crypto");
            return self();
        }

        /**
         * The cipher suites, the most wanted first; all of the engine's unless set.
         *
         * @throws IllegalArgumentException if there is none, or one stands twice
         */
        public B cipherSuites(List<CipherSuite> cipherSuites) {
            if (cipherSuites.isEmpty()) {
                throw new IllegalArgumentException("cipherSuites is empty: give at least one cipher suite");
            }
            if (EnumSet.copyOf(cipherSuites).size() != cipherSuites.size()) {
                throw new IllegalArgumentException("cipherSuites names a suite twice: " + cipherSuites);
            }
            this.cipherSuites = List.copyOf(cipherSuites);
            return self();
        }

        /**
         * The application protocols, the most wanted first; none unless set.
         *
         * @throws IllegalArgumentException if a name has not 1 to 255 bytes
         */
        public B applicationProtocols(List<String> applicationProtocols) {
            for (String name : applicationProtocols) {
                if (name.isEmpty()
                        || name.length() > 255
                        || !StandardCharsets.ISO_8859_1.newEncoder().canEncode(name)) {
                    throw new IllegalArgumentException(
                            "application protocol '" + name + "' has not 1 to 255 characters of one byte each");
                }
            }
            this.applicationProtocols = List.copyOf(applicationProtocols);
            return self();
        }

        /** The clock; the system's unless set. */
        public B clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return self();
        }

        /** The source of randomness, safe for use by several threads; {@link FastKeyErasureRandom} unless set. */
        public B random(SecureRandom random) {
            this.random = Objects.requireNonNull(random, "random");
            return self();
        }

        /** Whether a connection stops and asks for its costly work to be run by the caller; not so unless set. */
        public B delegateTasks(boolean delegateTasks) {
            this.delegateTasks = delegateTasks;
            return self();
        }
    }
}
