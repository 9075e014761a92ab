package io.tlsgauge.engine.crypto.jca;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.engine.crypto.SignatureProvider;
import java.security.Provider;
import java.util.Optional;

/** Amazon's Corretto Crypto Provider: AWS-LC behind the JCA. It has no X25519, and so no key agreement here. */
public final class AccpCryptoProvider implements CryptoProvider {
    @Override
    public String name() {
        return "accp";
    }

    @Override
    public Optional<RsaProvider> rsa() {
        return Library.PROVIDER.map(JcaRsa::new);
    }

    @Override
    public Optional<DigestProvider> prf() {
        return Library.PROVIDER.map(JcaDigests::new);
    }

    @Override
    public Optional<RecordCipherProvider> cipher() {
        return Library.PROVIDER.map(provider -> new JcaRecordCiphers(provider, new JcaDigests(provider), false));
    }

    @Override
    public Optional<SignatureProvider> signature() {
        return Library.PROVIDER.map(provider -> new JcaSignatures(provider, provider));
    }

    /** Loaded where it is chosen; empty without it, or where its native part is for another machine. */
    private static final class Library {
        static final Optional<Provider> PROVIDER = load();

        private static Optional<Provider> load() {
            try {
                AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
                return provider.getLoadingError() == null ? Optional.of(provider) : Optional.empty();
            } catch (LinkageError e) {
                return Optional.empty();
            }
        }
    }
}
