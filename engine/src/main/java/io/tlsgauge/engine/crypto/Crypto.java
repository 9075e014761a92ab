package io.tlsgauge.engine.crypto;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A choice of providers, one for each of RSA, PRF and record cipher: {@code jdk}, or mixed as in
 * {@code rsa=bc,prf=jdk,cipher=jdk}.
 */
public final class Crypto {
    private static final Map<String, CryptoProvider> PROVIDERS = load();

    private final String specification;
    private final RsaProvider rsa;
    private final DigestProvider prf;
    private final RecordCipherProvider cipher;

    private Crypto(String specification, RsaProvider rsa, DigestProvider prf, RecordCipherProvider cipher) {
        this.specification = specification;
        this.rsa = rsa;
        this.prf = prf;
        this.cipher = cipher;
    }

    /**
     * The providers that {@code specification} names: one name for all three parts, or {@code
     * rsa=NAME,prf=NAME,cipher=NAME} in any order.
     *
     * @throws IllegalArgumentException naming the part and the mend, if a name is not known, a part
     *     is missing or given twice, or a provider cannot do its part on this machine
     */
    public static Crypto of(String specification) {
        Objects.requireNonNull(specification, "specification");
        Map<String, String> names = parts(specification);
        RsaProvider rsa = part("rsa", names.get("rsa"), CryptoProvider::rsa);
        DigestProvider prf = part("prf", names.get("prf"), CryptoProvider::prf);
        RecordCipherProvider cipher = part("cipher", names.get("cipher"), CryptoProvider::cipher);
        return new Crypto(specification, rsa, prf, cipher);
    }

    /** RSA's provider. */
    public RsaProvider rsa() {
        return rsa;
    }

    /** The provider of the digests behind the PRF and the transcript. */
    public DigestProvider prf() {
        return prf;
    }

    /** The record ciphers' provider. */
    public RecordCipherProvider cipher() {
        return cipher;
    }

    /** The specification this choice was made from. */
    @Override
    public String toString() {
        return specification;
    }

    private static Map<String, String> parts(String specification) {
        Map<String, String> names = new LinkedHashMap<>();
        if (!specification.contains("=")) {
            names.put("rsa", specification);
            names.put("prf", specification);
            names.put("cipher", specification);
            return names;
        }
        for (String part : specification.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            boolean known = key.equals("rsa") || key.equals("prf") || key.equals("cipher");
            if (equals < 0 || !known || names.put(key, part.substring(equals + 1)) != null) {
                throw malformed(specification);
            }
        }
        if (names.size() != 3) {
            throw malformed(specification);
        }
        return names;
    }

    private static IllegalArgumentException malformed(String specification) {
        return new IllegalArgumentException("provider '"
                + specification
                + "' is neither a name nor a mix: give one of "
                + known()
                + ", or each of rsa, prf and cipher once, as in rsa=bc,prf=jdk,cipher=jdk");
    }

    private static <T> T part(String part, String name, Function<CryptoProvider, Optional<T>> extractor) {
        CryptoProvider provider = PROVIDERS.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("no provider '" + name + "' for " + part + ": choose one of " + known());
        }
        return extractor
                .apply(provider)
                .orElseThrow(() -> new IllegalArgumentException(
                        "provider '" + name + "' has no " + part + " on this machine: choose another for " + part));
    }

    private static String known() {
        return String.join(", ", PROVIDERS.keySet());
    }

    private static Map<String, CryptoProvider> load() {
        return ServiceLoader.load(CryptoProvider.class, Crypto.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .collect(Collectors.toMap(
                        CryptoProvider::name,
                        Function.identity(),
                        (first, second) -> {
                            throw new IllegalStateException("two crypto providers are named '" + first.name() + "'");
                        },
                        LinkedHashMap::new));
    }
}
