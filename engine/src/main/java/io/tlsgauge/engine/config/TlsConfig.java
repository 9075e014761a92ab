package io.tlsgauge.engine.config;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.crypto.NamedGroup;
import io.tlsgauge.engine.crypto.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the settings of a client and of a server share. Immutable, and safe for use by several threads. */
public abstract sealed class TlsConfig permits ClientConfig, ServerConfig {
    private final Crypto crypto;
    private final List<CipherSuite> cipherSuites;
    private final List<String> applicationProtocols;
    private final InstantSource clock;
    private final SecureRandom random;
    private final boolean delegateTasks;
    private final List<NamedGroup> namedGroups;
    private final List<SignatureScheme> signatureSchemes;
    private final boolean encryptThenMac;
    private final int maxRenegotiations;
    private final long recordsPerKey;

    TlsConfig(Builder<?> builder) {
        this.crypto = builder.crypto == null ? Crypto.of("jdk") : builder.crypto;
        this.cipherSuites = builder.cipherSuites.orElseGet(() -> supported(crypto));
        this.applicationProtocols = builder.applicationProtocols;
        this.clock = builder.clock;
        this.random = builder.random == null ? new FastKeyErasureRandom() : builder.random;
        this.delegateTasks = builder.delegateTasks;
        this.namedGroups = builder.namedGroups;
        this.signatureSchemes = builder.signatureSchemes;
        this.encryptThenMac = builder.encryptThenMac;
        this.maxRenegotiations = builder.maxRenegotiations;
        this.recordsPerKey = builder.recordsPerKey;
        requireSupported();
    }

    /** The same settings, which were validated when they were made. */
    TlsConfig(TlsConfig same) {
        this.crypto = same.crypto;
        this.cipherSuites = same.cipherSuites;
        this.applicationProtocols = same.applicationProtocols;
        this.clock = same.clock;
        this.random = same.random;
        this.delegateTasks = same.delegateTasks;
        this.namedGroups = same.namedGroups;
        this.signatureSchemes = same.signatureSchemes;
        this.encryptThenMac = same.encryptThenMac;
        this.maxRenegotiations = same.maxRenegotiations;
        this.recordsPerKey = same.recordsPerKey;
    }

    private static List<CipherSuite> supported(Crypto crypto) {
        return Arrays.stream(CipherSuite.values())
                .filter(crypto.cipher()::supports)
                .toList();
    }

    private void requireSupported() {
        for (CipherSuite suite : cipherSuites) {
            if (!crypto.cipher().supports(suite)) {
                throw new IllegalArgumentException("cipherSuites names " + suite + ", for whose records provider '"
                        + crypto + "' has no cipher on this machine: leave it out, or choose another cipher");
            }
        }
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

    /** The groups of ephemeral keys, the most wanted first. */
    public List<NamedGroup> namedGroups() {
        return namedGroups;
    }

    /** The schemes of signatures, the most wanted first. */
    public List<SignatureScheme> signatureSchemes() {
        return signatureSchemes;
    }

    /** Whether encrypt-then-MAC is offered or accepted for CBC suites (RFC 7366). */
    public boolean encryptThenMac() {
        return encryptThenMac;
    }

    /** How often a peer may start another handshake on a connection (RFC 5746); 0 where it may not. */
    public int maxRenegotiations() {
        return maxRenegotiations;
    }

    /** The most records that are sent under one key; the connection then renegotiates, or closes. */
    public long recordsPerKey() {
        return recordsPerKey;
    }

    /** Collects the settings that clients and servers share. */
    public abstract static sealed class Builder<B extends Builder<B>>
            permits ClientConfig.Builder, ServerConfig.Builder {
        /**
         * Below RFC 8446 §5.5's limit for AES-GCM, 2^24.5 records, and for CBC far below its birthday bound even of
         * records of 16384 bytes.
         */
        private static final long MOST_RECORDS_PER_KEY = 1L << 24;

        private Crypto crypto;
        private Optional<List<CipherSuite>> cipherSuites = Optional.empty();
        private List<String> applicationProtocols = List.of();
        private InstantSource clock = InstantSource.system();
        private SecureRandom random;
        private boolean delegateTasks;
        private List<NamedGroup> namedGroups = List.of(NamedGroup.values());
        private List<SignatureScheme> signatureSchemes = List.of(SignatureScheme.values());
        private boolean encryptThenMac = true;
        private int maxRenegotiations;
        private long recordsPerKey = MOST_RECORDS_PER_KEY;

        Builder() {}

        abstract B self();

        /** The providers of the cryptography; {@code jdk} unless set. */
        public B crypto(Crypto crypto) {
            this.crypto = Objects.requireNonNull(crypto, "crypto");
            return self();
        }

        /**
         * The cipher suites, the most wanted first; all that the providers can do unless set.
         *
         * @throws IllegalArgumentException if there is none, or one stands twice
         */
        public B cipherSuites(List<CipherSuite> cipherSuites) {
            this.cipherSuites = Optional.of(distinct("cipherSuites", cipherSuites));
            return self();
        }

        /**
         * The groups of ephemeral keys, the most wanted first; all of the engine's unless set.
         *
         * @throws IllegalArgumentException if there is none, or one stands twice
         */
        public B namedGroups(List<NamedGroup> namedGroups) {
            this.namedGroups = distinct("namedGroups", namedGroups);
            return self();
        }

        /**
         * The schemes of signatures, the most wanted first; all of the engine's unless set.
         *
         * @throws IllegalArgumentException if there is none, or one stands twice
         */
        public B signatureSchemes(List<SignatureScheme> signatureSchemes) {
            this.signatureSchemes = distinct("signatureSchemes", signatureSchemes);
            return self();
        }

        /** Whether encrypt-then-MAC is offered or accepted for CBC suites; so unless set. */
        public B encryptThenMac(boolean encryptThenMac) {
            this.encryptThenMac = encryptThenMac;
            return self();
        }

        /**
         * How often a peer may start another handshake on a connection; never unless set.
         *
         * @throws IllegalArgumentException if the number is negative
         */
        public B maxRenegotiations(int maxRenegotiations) {
            if (maxRenegotiations < 0) {
                throw new IllegalArgumentException("maxRenegotiations is " + maxRenegotiations + ": give 0 or more");
            }
            this.maxRenegotiations = maxRenegotiations;
            return self();
        }

        /**
         * The most records that are sent under one key; 2^24 unless set.
         *
         * @throws IllegalArgumentException if the number is not 16 to 2^24
         */
        public B recordsPerKey(long recordsPerKey) {
            if (recordsPerKey < 16 || recordsPerKey > MOST_RECORDS_PER_KEY) {
                throw new IllegalArgumentException(
                        "recordsPerKey is " + recordsPerKey + ": give 16 to " + MOST_RECORDS_PER_KEY);
            }
            this.recordsPerKey = recordsPerKey;
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

        /**
         * Whether a connection stops and asks for its costly work, and the waiting for a session that is kept
         * elsewhere, to be done by the caller; not so unless set.
         */
        public B delegateTasks(boolean delegateTasks) {
            this.delegateTasks = delegateTasks;
            return self();
        }

        private static <T> List<T> distinct(String setting, List<T> values) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException(setting + " is empty: give at least one");
            }
            if (new HashSet<>(values).size() != values.size()) {
                throw new IllegalArgumentException(setting + " names one twice: " + values);
            }
            return List.copyOf(values);
        }
    }
}
