package io.tlsgauge.engine.config;

import io.tlsgauge.engine.crypto.KeyType;
import io.tlsgauge.engine.wire.CertificateRequest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where a client finds the identity to show to a server that asks for one. Safe for use by several threads. */
@FunctionalInterface
public interface ClientIdentitySource {
    /** The identity that fits the request, or empty where none does: the client then shows none. */
    Optional<Identity> identity(CertificateRequest request);

    /** The first of a list whose key is of a type that is asked for, and whose chain leads to a named authority. */
    static ClientIdentitySource of(List<Identity> identities) {
        List<Identity> all = List.copyOf(identities);
        return request -> all.stream()
                .filter(identity -> request.accepts(certificateType(identity.keyType())))
                .filter(identity -> leadsToOneOf(request.certificateAuthorities(), identity.chain()))
                .findFirst();
    }

    private static byte certificateType(KeyType keyType) {
        return keyType == KeyType.EC ? CertificateRequest.ECDSA_SIGN : CertificateRequest.RSA_SIGN;
    }

    private static boolean leadsToOneOf(List<byte[]> authorities, List<X509Certificate> chain) {
        return authorities.isEmpty()
                || chain.stream()
                        .map(certificate -> certificate.getIssuerX500Principal().getEncoded())
                        .anyMatch(
                                issuer -> authorities.stream().anyMatch(authority -> Arrays.equals(authority, issuer)));
    }
}
