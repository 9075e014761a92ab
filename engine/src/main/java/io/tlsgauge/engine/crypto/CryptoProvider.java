package io.tlsgauge.engine.crypto;

import java.util.Optional;

/**
 * A named source of cryptography, found by {@link java.util.ServiceLoader}; each part is empty
 * where the provider cannot do it.
 */
public interface CryptoProvider {
    /** The name by which it is chosen, such as {@code jdk} or {@code bc}. */
    String name();

    /** RSA, where this provider has it on this machine. */
    Optional<RsaProvider> rsa();

    /** Digests for the PRF and the transcript, where this provider has them on this machine. */
    Optional<DigestProvider> prf();

    /** Record ciphers, where this provider has them on this machine. */
    Optional<RecordCipherProvider> cipher();

    /** Ephemeral key agreement, where this provider has it on this machine; none unless told. */
    default Optional<KeyAgreementProvider> agreement() {
        return Optional.empty();
    }

    /** Signatures, where this provider has them on this machine; none unless told. */
    default Optional<SignatureProvider> signature() {
        return Optional.empty();
    }
}
