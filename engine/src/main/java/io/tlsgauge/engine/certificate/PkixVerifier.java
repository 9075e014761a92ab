package io.tlsgauge.engine.certificate;

import io.tlsgauge.engine.alert.AlertDescription;
import io.tlsgauge.engine.alert.TlsException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;

/**
 * Believes a chain that leads to one of its trust anchors by RFC 5280 §6, whose leaf is for the use at hand and names
 * the host, and of which none is revoked, where that is asked for. Safe for use by several threads; nothing is
 * remembered from one chain to the next.
 */
public final class PkixVerifier implements CertificateVerifier {
    private static final int MAX_CHAIN_LENGTH = 10;

    private final PKIXParameters parameters;
    private final Set<X500Principal> anchorNames;
    private final Optional<Revocation> revocation;

    private PkixVerifier(Collection<X509Certificate> trustAnchors, Optional<Revocation> revocation) {
        this.revocation = revocation;
        Set<TrustAnchor> anchors = new HashSet<>();
        Set<X500Principal> names = new HashSet<>();
        for (X509Certificate certificate : trustAnchors) {
            anchors.add(new TrustAnchor(certificate, null));
            names.add(certificate.getSubjectX500Principal());
        }
        anchorNames = Set.copyOf(names);
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("no trust anchors: every chain would be refused");
        }
        try {
            parameters = new PKIXParameters(anchors);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the trust anchors cannot be used", e);
        }
        parameters.setRevocationEnabled(false);
    }

    /**
     * A verifier that trusts these authorities.
     *
     * @param trustAnchors at least one; a server's own self-signed certificate will do too
     */
    public static PkixVerifier of(Collection<X509Certificate> trustAnchors) {
        return new PkixVerifier(trustAnchors, Optional.empty());
    }

    /** A verifier that trusts these authorities, and asks whether certificates were revoked. */
    public static PkixVerifier of(Collection<X509Certificate> trustAnchors, Revocation revocation) {
        return new PkixVerifier(trustAnchors, Optional.of(revocation));
    }

    /**
     * A verifier that trusts the authorities of the JDK's default trust store.
     *
     * @throws IllegalStateException if that store cannot be read, or is empty
     */
    public static PkixVerifier systemDefault() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            List<X509Certificate> authorities = Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()))
                    .toList();
            return new PkixVerifier(authorities, Optional.empty());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("the JDK's default trust store cannot be used", e);
        }
    }

    @Override
    public void verify(PresentedChain presented, Instant at) throws TlsException {
        Objects.requireNonNull(at, "at");
        List<X509Certificate> chain = presented.chain();
        if (chain.size() > MAX_CHAIN_LENGTH) {
            throw new TlsException(
                    AlertDescription.UNKNOWN_CA,
                    "the peer sent " + chain.size() + " certificates: at most " + MAX_CHAIN_LENGTH + " are looked at");
        }
        List<X509Certificate> path = new PathSearch(chain, parameters, anchorNames, at).requirePath();
        presented.use().requireAllowedBy(presented.leaf());
        if (presented.host().isPresent()) {
            HostName.of(presented.host().get()).requireNamedBy(presented.leaf());
        }
        if (revocation.isPresent()) {
            new RevocationCheck(revocation.get(), at).requireNoneRevoked(path, presented.ocspResponse());
        }
    }
}
