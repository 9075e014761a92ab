package io.tlsgauge.engine.interop;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.util.Optional;
import javax.net.ssl.SSLEngine;

/** Netty's tcnative: BoringSSL behind Netty's own engine. */
final class NettyPeer extends EnginePeer {
    private static final int PORT = 4433;

    static {
        // Netty asks for tickets only where the JDK is told to.
        System.setProperty("jdk.tls.client.enableSessionTicketExtension", "true");
        System.setProperty("jdk.tls.server.enableSessionTicketExtension", "true");
    }

    @Override
    public String name() {
        return "Netty tcnative";
    }

    @Override
    public Optional<String> version() {
        return OpenSsl.isAvailable()
                ? Optional.of("netty-tcnative " + SSL.class.getPackage().getImplementationVersion())
                : Optional.empty();
    }

    @Override
    Engines serverEngines(CipherSuite suite, HandshakeKind kind) throws Exception {
        return engines(SslContextBuilder.forServer(KeyStores.keys(JssePeer.PROVIDER, Endpoints.chain(suite))));
    }

    @Override
    Engines clientEngines(CipherSuite suite, HandshakeKind kind) throws Exception {
        return engines(
                SslContextBuilder.forClient().trustManager(KeyStores.trust(JssePeer.PROVIDER, Endpoints.chain(suite))));
    }

    private static Engines engines(SslContextBuilder builder) throws Exception {
        SslContext context = builder.sslProvider(SslProvider.OPENSSL).build();
        return () -> context.newEngine(UnpooledByteBufAllocator.DEFAULT, TestChain.HOST, PORT);
    }

    @Override
    @SuppressWarnings("deprecation")
    Optional<Boolean> resumed(SSLEngine engine, HandshakeKind kind, long startedAtMillis) {
        return Optional.of(SSL.isSessionReused(((ReferenceCountedOpenSslEngine) engine).sslPointer()));
    }
}
