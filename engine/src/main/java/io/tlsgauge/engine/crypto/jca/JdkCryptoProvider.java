package io.tlsgauge.engine.crypto.jca;

import io.tlsgauge.engine.crypto.CryptoProvider;
import io.tlsgauge.engine.crypto.DigestProvider;
import io.tlsgauge.engine.crypto.KeyAgreementProvider;
import io.tlsgauge.engine.crypto.RecordCipherProvider;
import io.tlsgauge.engine.crypto.RsaProvider;
import io.tlsgauge.engine.crypto.SignatureProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/** The JDK's own cryptography: digests by SUN, ciphers and RSA by SunJCE, curves by SunEC, RSA signatures by
 * SunRsaSign. */
public final class JdkCryptoProvider implements CryptoProvider {
    private final Optional<Provider> sun = Optional.ofNullable(Security.getProvider("SUN"));
    private final Optional<Provider> sunJce = Optional.ofNullable(Security.getProvider("SunJCE"));
    private final Optional<Provider> sunEc = Optional.ofNullable(Security.getProvider("SunEC"));
    private final Optional<Provider> sunRsaSign = Optional.ofNullable(Security.getProvider("SunRsaSign"));

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
        return sun.flatMap(
                digests -> sunJce.map(ciphers -> new JcaRecordCiphers(ciphers, new JcaDigests(digests), false)));
    }

    @Override
    public Optional<KeyAgreementProvider> agreement() {
        return sunEc.map(JcaKeyAgreement::new);
    }

    @Override
    public Optional<SignatureProvider> signature() {
        return sunRsaSign.flatMap(rsa -> sunEc.map(ec -> new JcaSignatures(rsa, ec)));
    }
}
