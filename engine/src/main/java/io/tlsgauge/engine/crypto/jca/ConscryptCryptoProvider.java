package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** Google's Conscrypt: BoringSSL behind the JCA. Its names of the PSS schemes are its own: it does not sign here. */
public final class ConscryptCryptoProvider implements CryptoProvider {
    @Override
    public String name() {
        return "conscrypt";
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
        return Library.PROVIDER.map(provider -> new JcaRecordCiphers(provider, new JcaDigests(provider), true));
    }

    /** Loaded where it is chosen; empty without it, or where it has no native part for this machine. */
    private static final class Library {
        static final Optional<Provider> PROVIDER = load();

        private static Optional<Provider> load() {
            try {
                return Conscrypt.isAvailable() ? Optional.of(Conscrypt.newProvider()) : Optional.empty();
            } catch (LinkageError e) {
                return Optional.empty();
            }
        }
    }
}
