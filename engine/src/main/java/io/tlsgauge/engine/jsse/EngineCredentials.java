package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.config.Identity;
import io.tlsgauge.engine.crypto.Crypto;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/** What the caller of {@code SSLContext.init} gave, and the identities made of it so far. */
final class EngineCredentials {
    /** Key managers may make up chains as they go; then the oldest identity gives way. */
    private static final int MOST_IDENTITIES = 256;

    private final Crypto crypto;
    private final SecureRandom random;
    private final Optional<X509KeyManager> keyManager;
    private final Optional<X509TrustManager> trustManager;
    private final SharedConfigs sharedConfigs = new SharedConfigs();
    private final Map<Credential, Identity> identities = new LinkedHashMap<>();

    private record Credential(PrivateKey key, List<X509Certificate> chain) {}

    EngineCredentials(
            Crypto crypto,
            SecureRandom random,
            Optional<X509KeyManager> keyManager,
            Optional<X509TrustManager> trustManager) {
        this.crypto = crypto;
        this.random = random;
        this.keyManager = keyManager;
        this.trustManager = trustManager;
    }

    SharedConfigs sharedConfigs() {
        return sharedConfigs;
    }

    Crypto crypto() {
        return crypto;
    }

    SecureRandom random() {
        return random;
    }

    Optional<X509KeyManager> keyManager() {
        return keyManager;
    }

    Optional<X509TrustManager> trustManager() {
        return trustManager;
    }

    /**
     * The identity that the key manager has under an alias; empty where it has none, or one that the engine can't use.
     */
    Optional<Identity> identity(String alias) {
        X509Certificate[] chain = keyManager.orElseThrow().getCertificateChain(alias);
        PrivateKey key = keyManager.orElseThrow().getPrivateKey(alias);
        if (chain == null || chain.length == 0 || key == null) {
            return Optional.empty();
        }
        Credential credential = new Credential(key, Arrays.asList(chain));
        synchronized (identities) {
            Identity known = identities.get(credential);
            if (known == null) {
                known = newIdentity(credential);
                if (known != null) {
                    remember(credential, known);
                }
            }
            return Optional.ofNullable(known);
        }
    }

    private Identity newIdentity(Credential credential) {
        try {
            return Identity.of(crypto, credential.chain(), credential.key());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void remember(Credential credential, Identity identity) {
        if (identities.size() == MOST_IDENTITIES) {
            identities.remove(identities.keySet().iterator().next());
        }
        identities.put(credential, identity);
    }
}
