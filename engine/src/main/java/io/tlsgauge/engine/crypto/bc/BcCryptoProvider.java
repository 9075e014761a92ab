package io.tlsgauge.engine.crypto.bc;

import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.KeyAgreementProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.engine.crypto.SignatureProvider;
import java.util.Optional;

/** Bouncy Castle's lightweight cryptography. */
public final class BcCryptoProvider implements CryptoProvider {
    @Override
    public String name() {
        return "bc";
    }

    @Override
    public Optional<RsaProvider> rsa() {
        return Optional.of(new BcRsa());
    }

    @Override
    public Optional<DigestProvider> prf() {
        return Optional.of(new BcDigests());
    }

    @Override
    public Optional<RecordCipherProvider> cipher() {
        return Optional.of(new BcRecordCiphers());
    }

    @Override
    public Optional<KeyAgreementProvider> agreement() {
        return Optional.of(new BcKeyAgreement());
    }

    @Override
    public Optional<SignatureProvider> signature() {
        return Optional.of(new BcSignatures());
    }
}
