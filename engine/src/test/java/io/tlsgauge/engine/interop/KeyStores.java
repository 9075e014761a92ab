package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.certificate.TestChain;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** A test chain as {@code javax.net.ssl} takes it; the managers are the given provider's. */
public final class KeyStores {
    private static final char[] PASSWORD = "password".toCharArray();

    private KeyStores() {}

    public static KeyManagerFactory keys(Provider provider, TestChain... chains)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        for (TestChain chain : chains) {
            store.setKeyEntry(
                    chain.key().getAlgorithm(),
                    chain.key(),
                    PASSWORD,
                    chain.chain().toArray(X509Certificate[]::new));
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX", provider);
        factory.init(store, PASSWORD);
        return factory;
    }

    public static TrustManagerFactory trust(Provider provider, TestChain chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setCertificateEntry("root", chain.root());
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", provider);
        factory.init(store);
        return factory;
    }
}
