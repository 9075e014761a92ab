package io.tlsgauge.engine.crypto;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A choice of providers, one for each part of the cryptography: {@code jdk}, or mixed as in {@code
 * rsa=bc,prf=jdk,cipher=jdk}.
 *
 * <p>{@code agreement} and {@code signature} may be named too; where they are not, they come from the provider of
 * {@code rsa}, or from {@code jdk} where that has none.
 *
 * <p>{@code auto} is the mix that a short {@link Calibration} finds to be the fastest here.
 */
public final class Crypto {
    private static final Map<String, CryptoProvider> PROVIDERS = load();
    private static final List<String> NEEDED = List.of("rsa", "prf", "cipher");
    private static final List<String> OPTIONAL = List.of("agreement", "signature");
    private static final String FALLBACK = "jdk";
    private static final String AUTO = "auto";

    private final String specification;
    private final RsaProvider rsa;
    private final DigestProvider prf;
    private final RecordCipherProvider cipher;
    private final KeyAgreementProvider agreement;
    private final SignatureProvider signature;

    private Crypto(String specification, Map<String, String> names) {
        this.specification = specification;
        this.rsa = part("rsa", names, CryptoProvider::rsa);
        this.prf = part("prf", names, CryptoProvider::prf);
        this.cipher = part("cipher", names, CryptoProvider::cipher);
        this.agreement = optionalPart("agreement", names, CryptoProvider::agreement);
        this.signature = optionalPart("signature", names, CryptoProvider::signature);
    }

    /**
     * The providers that {@code specification} names: one name for all parts, or {@code
     * rsa=NAME,prf=NAME,cipher=NAME} in any order; {@code auto} is {@link #auto} for all suites, found once a JVM.
     *
     * @throws IllegalArgumentException naming the part and the mend, if a name is not known, a part
     *     is missing or given twice, or a provider cannot do its part on this machine
     */
    public static Crypto of(String specification) {
        Objects.requireNonNull(specification, "specification");
        if (isAuto(specification)) {
            return ForAllSuites.AUTO;
        }
        return new Crypto(specification, parts(specification));
    }

    /** Whether {@code specification} leaves the choice to a calibration. */
    public static boolean isAuto(String specification) {
        return specification.equals(AUTO);
    }

    /**
     * The fastest provider for each part, of those that are here, by a {@link Calibration}, which takes some tenths of
     * a second; {@link #toString()} names what it picked.
     *
     * @param suites what is to be spoken, the most wanted first: no provider of record ciphers is picked that lacks
     *     one of them while another has all
     */
    public static Crypto auto(List<CipherSuite> suites) {
        return of(new Calibration(PROVIDERS.values(), suites).mix());
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

    /** The provider of ephemeral key agreement. */
    public KeyAgreementProvider agreement() {
        return agreement;
    }

    /** The provider of signatures. */
    public SignatureProvider signature() {
        return signature;
    }

    /** The specification this choice was made from; of {@code auto}, the mix that was picked. */
    @Override
    public String toString() {
        return specification;
    }

    private static Map<String, String> parts(String specification) {
        Map<String, String> names = new LinkedHashMap<>();
        if (!specification.contains("=")) {
            NEEDED.forEach(part -> names.put(part, specification));
            return names;
        }
        for (String part : specification.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            boolean known = NEEDED.contains(key) || OPTIONAL.contains(key);
            if (equals < 0 || !known || names.put(key, part.substring(equals + 1)) != null) {
                throw malformed(specification);
            }
        }
        if (!names.keySet().containsAll(NEEDED)) {
            throw malformed(specification);
        }
        return names;
    }

    private static IllegalArgumentException malformed(String specification) {
        return new IllegalArgumentException("provider '"
                + specification
                + "' is neither a name nor a mix: give one of "
                + known()
                + ", auto, or each of rsa, prf and cipher once, as in rsa=bc,prf=jdk,cipher=jdk,"
                + " and agreement and signature once at the most");
    }

    private static <T> T part(String part, Map<String, String> names, Function<CryptoProvider, Optional<T>> extractor) {
        String name = names.get(part);
        return extractor
                .apply(provider(part, name))
                .orElseThrow(() -> new IllegalArgumentException(
                        "provider '" + name + "' has no " + part + " on this machine: choose another for " + part));
    }

    private static <T> T optionalPart(
            String part, Map<String, String> names, Function<CryptoProvider, Optional<T>> extractor) {
        if (names.containsKey(part)) {
            return part(part, names, extractor);
        }
        return extractor
                .apply(provider("rsa", names.get("rsa")))
                .orElseGet(() -> part(part, Map.of(part, FALLBACK), extractor));
    }

    private static CryptoProvider provider(String part, String name) {
        CryptoProvider provider = PROVIDERS.get(name);
        if (provider == null) {
            throw new IllegalArgumentException("no provider '" + name + "' for " + part + ": choose one of " + known());
        }
        return provider;
    }

    /** Calibrated where it is first asked for. */
    private static final class ForAllSuites {
        static final Crypto AUTO = auto(List.of(CipherSuite.values()));
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
