package io.tlsgauge.engine.certificate;

import java.net.URI;
import java.security.cert.X509CRL;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a verifier learns that a certificate was revoked: from an OCSP response that the server stapled, and from CRLs.
 * Immutable, and as safe for use by several threads as its fetcher.
 */
public final class Revocation {
    /** What happens where nobody tells whether a certificate was revoked. */
    public enum Failure {
        /** The certificate is believed. */
        SOFT,
        /** The certificate is refused. */
        HARD
    }

    /** Gets a CRL from a distribution point; the engine itself never opens a connection. */
    @FunctionalInterface
    public interface CrlFetcher {
        /** The CRL that stands there, or empty where it can't be had. */
        Optional<X509CRL> fetch(URI distributionPoint);
    }

    private final Failure failure;
    private final List<X509CRL> crls;
    private final Optional<CrlFetcher> fetcher;

    private Revocation(Failure failure, List<X509CRL> crls, Optional<CrlFetcher> fetcher) {
        this.failure = Objects.requireNonNull(failure, "failure");
        this.crls = crls;
        this.fetcher = fetcher;
    }

    /** Only stapled responses tell. */
    public static Revocation stapled(Failure failure) {
        return new Revocation(failure, List.of(), Optional.empty());
    }

    /** The same, and these CRLs tell too. */
    public Revocation withCrls(Collection<X509CRL> more) {
        return new Revocation(failure, List.copyOf(more), fetcher);
    }

    /** The same, and CRLs from the certificates' distribution points (RFC 5280 §4.2.1.13) tell too. */
    public Revocation withFetcher(CrlFetcher crlFetcher) {
        return new Revocation(failure, crls, Optional.of(crlFetcher));
    }

    Failure failure() {
        return failure;
    }

    List<X509CRL> crls() {
        return crls;
    }

    Optional<CrlFetcher> fetcher() {
        return fetcher;
    }
}
