package io.tlsgauge.engine.session;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.PrfSecret;
import io.tlsgauge.engine.wire.MaxFragmentLength;
import io.tlsgauge.engine.wire.ProtocolVersion;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a finished handshake leaves behind, and a later one resumes. Immutable.
 *
 * <p>The PRF keyed with the master secret stays with the session, so that a resumption never hashes HMAC's
 * pads again. The arrays are not copied on their way in or out: nobody may write to them.
 */
public final class Session {
    private static final byte[] NONE = {};

    private final int protocolVersion;
    private final CipherSuite cipherSuite;
    private final byte[] masterSecret;
    private final PrfSecret prfSecret;
    private final boolean extendedMasterSecret;
    private final Optional<String> serverName;
    private final byte[] id;
    private final byte[] ticket;
    private final long ticketLifetimeHint;
    private final long createdAtMillis;
    private final List<X509Certificate> peerCertificates;
    private final List<X509Certificate> localCertificates;
    private final Optional<MaxFragmentLength> maxFragmentLength;

    private Session(Builder builder) {
        this.protocolVersion = builder.protocolVersion;
        this.cipherSuite = builder.cipherSuite;
        this.masterSecret = builder.masterSecret;
        this.prfSecret = builder.prfSecret;
        this.extendedMasterSecret = builder.extendedMasterSecret;
        this.serverName = builder.serverName;
        this.id = builder.id;
        this.ticket = builder.ticket;
        this.ticketLifetimeHint = builder.ticketLifetimeHint;
        this.createdAtMillis = builder.createdAtMillis;
        this.peerCertificates = builder.peerCertificates;
        this.localCertificates = builder.localCertificates;
        this.maxFragmentLength = builder.maxFragmentLength;
    }

    /** Starts a session of TLS 1.2 from its master secret of 48 bytes, which the session owns from here on. */
    public static Builder ofMasterSecret(DigestProvider digests, CipherSuite cipherSuite, byte[] masterSecret) {
        Builder builder = new Builder();
        builder.cipherSuite = cipherSuite;
        builder.masterSecret = masterSecret;
        builder.prfSecret = PrfSecret.of(digests, cipherSuite.prfHash(), masterSecret);
        return builder;
    }

    /** The protocol version, as it stands on the wire. */
    public int protocolVersion() {
        return protocolVersion;
    }

    /** The cipher suite, which stays the same when the session is resumed. */
    public CipherSuite cipherSuite() {
        return cipherSuite;
    }

    /** The PRF keyed with the master secret. */
    public PrfSecret prfSecret() {
        return prfSecret;
    }

    byte[] masterSecret() {
        return masterSecret;
    }

    /** Whether the master secret is bound to the whole handshake (RFC 7627). */
    public boolean extendedMasterSecret() {
        return extendedMasterSecret;
    }

    /** The host that the client asked for (RFC 6066 §3). */
    public Optional<String> serverName() {
        return serverName;
    }

    /** The session ID, 0 to 32 bytes. */
    public byte[] id() {
        return id;
    }

    /** The ticket that a client holds, of no bytes where it has none. */
    public byte[] ticket() {
        return ticket;
    }

    /** The ticket's lifetime in seconds as the server hints, zero where it says nothing. */
    public long ticketLifetimeHint() {
        return ticketLifetimeHint;
    }

    /** When the session's full handshake was, in milliseconds since the epoch. */
    public long createdAtMillis() {
        return createdAtMillis;
    }

    /** The peer's chain as it was verified, its own certificate first; none where it showed none. */
    public List<X509Certificate> peerCertificates() {
        return peerCertificates;
    }

    /** The chain that this side showed, its own certificate first; none where it showed none, or a server resumed. */
    public List<X509Certificate> localCertificates() {
        return localCertificates;
    }

    /** The limit of fragments, which a resumption keeps (RFC 6066 §4). */
    public Optional<MaxFragmentLength> maxFragmentLength() {
        return maxFragmentLength;
    }

    /** The same session with another ticket. */
    public Session withTicket(byte[] newTicket, long lifetimeHint) {
        Builder builder = new Builder(this);
        builder.ticket = Objects.requireNonNull(newTicket, "newTicket");
        builder.ticketLifetimeHint = lifetimeHint;
        return new Session(builder);
    }

    /** The same session with another ID. */
    public Session withId(byte[] newId) {
        return new Builder(this).id(newId).build();
    }

    /** Says what kind of session it is, and nothing that is secret. */
    @Override
    public String toString() {
        return "Session[" + ProtocolVersion.name(protocolVersion) + ", " + cipherSuite + "]";
    }

    /** Collects what a session is made of. */
    public static final class Builder {
        private int protocolVersion = ProtocolVersion.TLS_1_2;
        private CipherSuite cipherSuite;
        private byte[] masterSecret;
        private PrfSecret prfSecret;
        private boolean extendedMasterSecret;
        private Optional<String> serverName = Optional.empty();
        private byte[] id = NONE;
        private byte[] ticket = NONE;
        private long ticketLifetimeHint;
        private long createdAtMillis;
        private List<X509Certificate> peerCertificates = List.of();
        private List<X509Certificate> localCertificates = List.of();
        private Optional<MaxFragmentLength> maxFragmentLength = Optional.empty();

        private Builder() {}

        private Builder(Session session) {
            this.protocolVersion = session.protocolVersion;
            this.cipherSuite = session.cipherSuite;
            this.masterSecret = session.masterSecret;
            this.prfSecret = session.prfSecret;
            this.extendedMasterSecret = session.extendedMasterSecret;
            this.serverName = session.serverName;
            this.id = session.id;
            this.ticket = session.ticket;
            this.ticketLifetimeHint = session.ticketLifetimeHint;
            this.createdAtMillis = session.createdAtMillis;
            this.peerCertificates = session.peerCertificates;
            this.localCertificates = session.localCertificates;
            this.maxFragmentLength = session.maxFragmentLength;
        }

        /** Whether the master secret is bound to the whole handshake (RFC 7627). */
        public Builder extendedMasterSecret(boolean value) {
            this.extendedMasterSecret = value;
            return this;
        }

        /** The host that the client asked for. */
        public Builder serverName(Optional<String> value) {
            this.serverName = Objects.requireNonNull(value, "serverName");
            return this;
        }

        /** The session ID, 0 to 32 bytes. */
        public Builder id(byte[] value) {
            this.id = Objects.requireNonNull(value, "id");
            return this;
        }

        /** When the session's full handshake was, in milliseconds since the epoch. */
        public Builder createdAtMillis(long value) {
            this.createdAtMillis = value;
            return this;
        }

        /** The peer's chain, its own certificate first. */
        public Builder peerCertificates(List<X509Certificate> value) {
            this.peerCertificates = List.copyOf(value);
            return this;
        }

        /** The chain that this side showed, its own certificate first. */
        public Builder localCertificates(List<X509Certificate> value) {
            this.localCertificates = List.copyOf(value);
            return this;
        }

        /** The limit of fragments. */
        public Builder maxFragmentLength(Optional<MaxFragmentLength> value) {
            this.maxFragmentLength = Objects.requireNonNull(value, "maxFragmentLength");
            return this;
        }

        /** The finished session. */
        public Session build() {
            return new Session(this);
        }
    }
}
