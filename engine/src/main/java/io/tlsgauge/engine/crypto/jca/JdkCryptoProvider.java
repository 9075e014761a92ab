package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/** The JDK's own cryptography: digests by SUN, ciphers and RSA by SunJCE. */
public final class JdkCryptoProvider implements CryptoProvider {
    private final Optional<Provider> sun = Optional.ofNullable(Security.getProvider("SUN"));
    private final Optional<Provider> sunJce = Optional.ofNullable(Security.getProvider("SunJCE"));

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public Optional<RsaProvider> rsa() {
        return sunJce.map(JcaRsa::new);
    }

    @Override
    public Optional<DigestProvider> prf() {
        return sun.map(JcaDigests::new);
    }

    @Override
    public Optional<RecordCipherProvider> cipher() {
        return sun.flatMap(digests -> sunJce.map(ciphers -> new JcaRecordCiphers(ciphers, new JcaDigests(digests))));
    }
}
