package io.tlsgauge.engine.interop;

import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.security.Provider;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** A peer that is a provider of {@link SSLContext}; each side has a context of its own. */
abstract class ContextPeer extends EnginePeer {
    /** Any; what tells sessions of other hosts apart. */
    private static final int PORT = 4433;

    abstract Provider provider();

    /** Whose key and trust managers its contexts take. */
    Provider managers() {
        return provider();
    }

    /** Sets what only this provider has. */
    void prepare(SSLEngine engine, HandshakeKind kind) {}

    @Override
    Optional<Boolean> resumed(SSLEngine engine, HandshakeKind kind, long startedAtMillis) {
        return Optional.of(engine.getSession().getCreationTime() < startedAtMillis);
    }

    @Override
    final Engines serverEngines(CipherSuite suite, HandshakeKind kind) throws Exception {
        return engines(suite, kind, false);
    }

    @Override
    final Engines clientEngines(CipherSuite suite, HandshakeKind kind) throws Exception {
        return engines(suite, kind, true);
    }

    private Engines engines(CipherSuite suite, HandshakeKind kind, boolean client) throws Exception {
        TestChain chain = Endpoints.chain(suite);
        SSLContext context = SSLContext.getInstance("TLSv1.2", provider());
        context.init(
                KeyStores.keys(managers(), chain).getKeyManagers(),
                KeyStores.trust(managers(), chain).getTrustManagers(),
                null);
        return () -> {
            SSLEngine engine = context.createSSLEngine(TestChain.HOST, PORT);
            engine.setUseClientMode(client);
            prepare(engine, kind);
            return engine;
        };
    }
}
