package io.tlsgauge.benchmarks.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.jsse.TlsGaugeProvider;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;
import org.conscrypt.Conscrypt;

/** An implementation behind {@code SSLEngine}, as it serves its users best. */
public enum Peer {
    /** The JDK's own. */
    JSSE(false) {
        @Override
        Provider provider() {
            return Security.getProvider("SunJSSE");
        }
    },

    /**
     * The JDK's own, with Amazon's Corretto Crypto Provider installed before all others, as its manual tells. JSSE takes
     * from it the record ciphers, the digests, the client's RSA encryption and the chain's signatures, and each fork
     * proves the first two. What cannot be plugged: the PRF, and the server's decryption of the premaster secret, for
     * which JSSE gives a parameter that {@code SunJCE} alone takes. So a full handshake by static RSA is bound by the
     * JDK's RSA all the same.
     */
    JSSE_ACCP(false) {
        @Override
        Provider provider() {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            Security.insertProviderAt(Accp.WATCHED, 1);
            return Security.getProvider("SunJSSE");
        }

        @Override
        Optional<String> proveConfiguration() {
            Accp.WATCHED.requireUsed("Cipher AES", "MessageDigest SHA");
            return Optional.of("JSSE took of ACCP: " + String.join(", ", Accp.WATCHED.used()));
        }
    },

    /** Bouncy Castle's bctls over bcprov, its log of every handshake silenced. It has no session tickets. */
    BCTLS(false) {
        private final Logger logger = Logger.getLogger("org.bouncycastle.jsse");

        @Override
        Provider provider() {
            logger.setLevel(Level.OFF);
            return new BouncyCastleJsseProvider(new BouncyCastleProvider());
        }

        /** It knows its own alone. */
        @Override
        KeyManagerFactory keyManagerFactory() throws GeneralSecurityException {
            return KeyManagerFactory.getInstance("PKIX", provider());
        }

        @Override
        TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
            return TrustManagerFactory.getInstance("PKIX", provider());
        }

        @Override
        boolean can(HandshakeKind kind) {
            return kind != HandshakeKind.TICKET;
        }
    },

    /** Conscrypt, BoringSSL behind a provider of JSSE; closed fully, since each engine holds a pipe. */
    CONSCRYPT(true) {
        @Override
        Provider provider() {
            return Conscrypt.newProvider();
        }

        @Override
        void prepare(SSLEngine engine, HandshakeKind kind) {
            Conscrypt.setUseSessionTickets(engine, kind == HandshakeKind.TICKET);
        }

        @Override
        public void discard(SSLEngine engine, ByteBuffer scratch) throws SSLException {
            engine.closeOutbound();
            while (!engine.isOutboundDone()) {
                engine.wrap(NOTHING, scratch.clear());
            }
            engine.closeInbound();
        }
    },

    /** Netty's tcnative, BoringSSL, with the pooled allocator, without which it is a third slower. */
    TCNATIVE(true) {
        private final ByteBufAllocator allocator = PooledByteBufAllocator.DEFAULT;

        @Override
        Provider provider() {
            throw new UnsupportedOperationException("tcnative has no provider");
        }

        @Override
        EngineSource source(CertificateChain chain, boolean client, HandshakeKind kind)
                throws GeneralSecurityException, IOException {
            SslContextBuilder builder = client
                    ? SslContextBuilder.forClient()
                    // As it is, not by a key manager, which would have it encoded for each handshake.
                    : SslContextBuilder.forServer(chain.key(), chain.chain().toArray(X509Certificate[]::new));
            SslContext context = builder.trustManager(trust(chain))
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .build();
            if (client && kind == HandshakeKind.FULL) {
                context.sessionContext().setSessionCacheSize(1);
            }
            return port -> context.newEngine(allocator, HOST, port);
        }

        @Override
        public void discard(SSLEngine engine, ByteBuffer scratch) {
            ReferenceCountUtil.release(engine);
        }
    },

    /** Our own engine's face to Java, with the JDK's cryptography. */
    TLSGAUGE(false) {
        @Override
        Provider provider() {
            return new TlsGaugeProvider();
        }
    };

    /** Loaded with its native library where that peer is measured, and nowhere else. */
    private static final class Accp {
        static final WatchedProvider WATCHED = new WatchedProvider(AmazonCorrettoCryptoProvider.INSTANCE);
    }

    /** The host that the chain names. */
    static final String HOST = "localhost";

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final char[] PASSWORD = "password".toCharArray();

    private final boolean direct;

    Peer(boolean direct) {
        this.direct = direct;
    }

    abstract Provider provider();

    /** Whether it has this kind of handshake. */
    boolean can(HandshakeKind kind) {
        return true;
    }

    void prepare(SSLEngine engine, HandshakeKind kind) {}

    /**
     * After a handshake, proves that what it is configured with was used; gives what there is to say of it.
     *
     * @throws IllegalStateException if it was not
     */
    Optional<String> proveConfiguration() {
        return Optional.empty();
    }

    /**
     * Gives back what an engine holds.
     *
     * @param scratch takes what it says last
     */
    public void discard(SSLEngine engine, ByteBuffer scratch) throws SSLException {}

    /** A buffer of the kind that it works on without copying. */
    public ByteBuffer buffer(int length) {
        return direct ? ByteBuffer.allocateDirect(length) : ByteBuffer.allocate(length);
    }

    EngineSource source(CertificateChain chain, boolean client, HandshakeKind kind)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLSv1.2", provider());
        context.init(client ? null : keys(chain).getKeyManagers(), trust(chain).getTrustManagers(), null);
        if (client && kind == HandshakeKind.FULL) {
            // With another port each time, so that there is never a session for it.
            context.getClientSessionContext().setSessionCacheSize(1);
        }
        return port -> {
            SSLEngine engine = context.createSSLEngine(HOST, port);
            engine.setUseClientMode(client);
            prepare(engine, kind);
            return engine;
        };
    }

    /** Not the JDK's {@code PKIX}, which decrypts the key in the store anew for each handshake: 2 ms. */
    KeyManagerFactory keyManagerFactory() throws GeneralSecurityException {
        return KeyManagerFactory.getInstance("SunX509", "SunJSSE");
    }

    TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
        return TrustManagerFactory.getInstance("PKIX", "SunJSSE");
    }

    KeyManagerFactory keys(CertificateChain chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry("server", chain.key(), PASSWORD, chain.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = keyManagerFactory();
        factory.init(store, PASSWORD);
        return factory;
    }

    TrustManagerFactory trust(CertificateChain chain) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setCertificateEntry("root", chain.root());
        TrustManagerFactory factory = trustManagerFactory();
        factory.init(store);
        return factory;
    }
}
