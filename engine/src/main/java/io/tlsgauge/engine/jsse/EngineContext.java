package io.tlsgauge.engine.jsse;

import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/** An {@code SSLContext}: what all of its engines share. */
final class EngineContext extends SSLContextSpi {
    private final Crypto crypto;
    private final ServerSessions serverSessions;
    private final ClientSessions clientSessions = new ClientSessions();
    private Optional<EngineCredentials> credentials = Optional.empty();

    EngineContext(Crypto crypto) {
        this.crypto = crypto;
        this.serverSessions = new ServerSessions(crypto);
    }

    @Override
    protected void engineInit(KeyManager[] keyManagers, TrustManager[] trustManagers, SecureRandom random)
            throws KeyManagementException {
        credentials = Optional.of(new EngineCredentials(
                crypto,
                random == null ? new FastKeyErasureRandom() : random,
                first(X509KeyManager.class, keyManagers),
                trustManagers == null
                        ? Optional.of(defaultTrustManager())
                        : first(X509TrustManager.class, trustManagers)));
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return new TlsEngine(credentials(), serverSessions, clientSessions);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return new TlsEngine(credentials(), serverSessions, clientSessions, host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return serverSessions;
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return clientSessions;
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return new EngineSettings().toParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return new EngineSettings().toParameters();
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw new UnsupportedOperationException("TlsGauge has no SSLSocket: use an SSLEngine");
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException("TlsGauge has no SSLServerSocket: use an SSLEngine");
    }

    private EngineCredentials credentials() {
        return credentials.orElseThrow(() -> new IllegalStateException("SSLContext is not initialized: call init"));
    }

    private static <T> Optional<T> first(Class<T> type, Object[] managers) {
        return managers == null
                ? Optional.empty()
                : Arrays.stream(managers)
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst();
    }

    private static X509TrustManager defaultTrustManager() throws KeyManagementException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return first(X509TrustManager.class, factory.getTrustManagers()).orElseThrow();
        } catch (GeneralSecurityException e) {
            throw new KeyManagementException("the JDK's default trust store cannot be used", e);
        }
    }
}
