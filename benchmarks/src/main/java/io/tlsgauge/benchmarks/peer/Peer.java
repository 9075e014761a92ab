package io.tlsgauge.benchmarks.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.ResourceLeakDetector;
import io.tlsgauge.benchmarks.certificate.CertificateChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.jsse.TlsGaugeProvider;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
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
     * The JDK's own, with Amazon's Corretto Crypto Provider installed before all others, as its manual tells. JSSE
     * takes from it the record ciphers, the digests, random bytes, the client's RSA encryption and the chain's
     * signatures, and each fork proves the first three. What cannot be plugged: the PRF, and the server's decryption of
     * the premaster secret, for which JSSE gives a parameter that {@code SunJCE} alone takes. So a full handshake by
     * static RSA is bound by the JDK's RSA all the same, and the key is the JDK's.
     */
    JSSE_ACCP(false) {
        @Override
        public Optional<String> missing() {
            return missingProvider("accp");
        }

        @Override
        Provider provider() {
            AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
            AmazonCorrettoCryptoProvider.install();
            return Security.getProvider("SunJSSE");
        }

        /** By a handshake during which it is watched what is looked up; those that are measured are not. */
        @Override
        String proveConfiguration(PeerHandshake handshake) throws SSLException {
            WatchedProvider watched = new WatchedProvider(AmazonCorrettoCryptoProvider.INSTANCE);
            Security.removeProvider(watched.getName());
            if (Security.insertProviderAt(watched, 1) != 1) {
                throw new IllegalStateException("ACCP can't be watched: it stands among the providers already");
            }
            try {
                handshake.prepare();
            } finally {
                Security.removeProvider(watched.getName());
                AmazonCorrettoCryptoProvider.install();
            }
            watched.requireUsed("Cipher AES", "MessageDigest SHA");
            Provider random = new SecureRandom().getProvider();
            if (random != AmazonCorrettoCryptoProvider.INSTANCE) {
                throw new IllegalStateException("ACCP is not used for SecureRandom, but " + random.getName());
            }
            return "JSSE took of ACCP: " + String.join(", ", watched.used()) + ", SecureRandom";
        }
    },

    /**
     * Bouncy Castle's bctls, its log of every handshake silenced. Over the cryptography that Java comes with, it is a
     * fifth faster than over bcprov, which stands behind for what Java has not, and for random bytes. It has no session
     * tickets.
     */
    BCTLS(false) {
        private final Logger logger = Logger.getLogger("org.bouncycastle.jsse");

        @Override
        Provider provider() {
            logger.setLevel(Level.OFF);
            Security.addProvider(new BouncyCastleProvider());
            return new BouncyCastleJsseProvider();
        }

        /** It knows its own alone. */
        @Override
        TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
            return TrustManagerFactory.getInstance("PKIX", provider());
        }

        @Override
        public boolean can(HandshakeKind kind) {
            return kind != HandshakeKind.TICKET;
        }
    },

    /**
     * Conscrypt, BoringSSL behind a provider of JSSE; with a key of its own, since it encodes and parses any other for
     * each handshake, and closed fully, since each engine holds a pipe.
     */
    CONSCRYPT(true) {
        @Override
        public Optional<String> missing() {
            return missingProvider("conscrypt");
        }

        @Override
        Provider provider() {
            return Conscrypt.newProvider();
        }

        @Override
        PrivateKey key(CertificateChain chain) throws GeneralSecurityException {
            return KeyFactory.getInstance(chain.key().getAlgorithm(), provider())
                    .generatePrivate(new PKCS8EncodedKeySpec(chain.key().getEncoded()));
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

    /**
     * Netty's tcnative, BoringSSL, with the pooled allocator, whose caches only Netty's own threads have by default,
     * without leak detection, and on one thread: nothing is left to a task.
     */
    TCNATIVE(true) {
        private final ByteBufAllocator allocator = new PooledByteBufAllocator(
                true,
                PooledByteBufAllocator.defaultNumHeapArena(),
                PooledByteBufAllocator.defaultNumDirectArena(),
                PooledByteBufAllocator.defaultPageSize(),
                PooledByteBufAllocator.defaultMaxOrder(),
                PooledByteBufAllocator.defaultSmallCacheSize(),
                PooledByteBufAllocator.defaultNormalCacheSize(),
                true);

        @Override
        public Optional<String> missing() {
            return Optional.ofNullable(OpenSsl.unavailabilityCause()).map(Throwable::toString);
        }

        @Override
        Provider provider() {
            throw new UnsupportedOperationException("tcnative has no provider");
        }

        /**
         * Set up once, in the context: of an engine, each setting would be a call into BoringSSL. Engines are those of
         * Netty's own handler, which take all records of a flight at once.
         */
        @Override
        EngineSource source(CertificateChain chain, CipherSuite suite, boolean client, HandshakeKind kind)
                throws GeneralSecurityException, IOException {
            ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
            SslContextBuilder builder = client
                    ? SslContextBuilder.forClient().endpointIdentificationAlgorithm(IDENTIFICATION)
                    // As it is, not by a key manager, which would have it encoded for each handshake.
                    : SslContextBuilder.forServer(chain.key(), chain.chain().toArray(X509Certificate[]::new));
            SslContext context = builder.trustManager(trust(chain))
                    .sslProvider(SslProvider.OPENSSL_REFCNT)
                    .protocols(PROTOCOL)
                    .ciphers(List.of(suite.name()))
                    .option(OpenSslContextOption.USE_TASKS, false)
                    .build();
            if (client && kind == HandshakeKind.FULL) {
                context.sessionContext().setSessionCacheSize(1);
            }
            return (host, port) -> context.newHandler(allocator, host, port).engine();
        }

        /** By an unwrap of nothing after the flight that ends it, as Netty's own handler calls it then. */
        @Override
        boolean finishesWhenCalled() {
            return true;
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
    },

    /** The same with cryptography of native code: what it is to the peers that are BoringSSL. */
    TLSGAUGE_NATIVE(false) {
        @Override
        public Optional<String> missing() {
            return missingProvider(NATIVE_MIX);
        }

        @Override
        Provider provider() {
            return new TlsGaugeProvider().configure(NATIVE_MIX);
        }
    };

    /** The providers of {@link #TLSGAUGE_NATIVE}. */
    private static final String NATIVE_MIX = "rsa=accp,prf=jdk,cipher=conscrypt";

    private static final String PROTOCOL = "TLSv1.2";
    private static final String IDENTIFICATION = "HTTPS";
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final char[] PASSWORD = "password".toCharArray();

    private final boolean direct;

    Peer(boolean direct) {
        this.direct = direct;
    }

    abstract Provider provider();

    /** Why it can't be had on this machine; empty where it can. */
    public Optional<String> missing() {
        return Optional.empty();
    }

    /** Whether it has this kind of handshake. */
    public boolean can(HandshakeKind kind) {
        return true;
    }

    void prepare(SSLEngine engine, HandshakeKind kind) {}

    /** Whether an engine that received the last flight knows that it is done only once it is called again. */
    boolean finishesWhenCalled() {
        return false;
    }

    /**
     * Proves that what it is configured with is used; gives what there is to say of it, or nothing.
     *
     * @param handshake to be made for that
     * @throws IllegalStateException if it is not
     */
    String proveConfiguration(PeerHandshake handshake) throws SSLException {
        return "";
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

    /** The server's key, as the peer likes it best. */
    PrivateKey key(CertificateChain chain) throws GeneralSecurityException {
        return chain.key();
    }

    /** Makes engines of one side, all set alike by what is made once. */
    EngineSource source(CertificateChain chain, CipherSuite suite, boolean client, HandshakeKind kind)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance(PROTOCOL, provider());
        context.init(
                client ? null : new KeyManager[] {new OneIdentity(key(chain), chain.chain())},
                trust(chain).getTrustManagers(),
                null);
        if (client && kind == HandshakeKind.FULL) {
            // With another port each time, so that there is never a session for it.
            context.getClientSessionContext().setSessionCacheSize(1);
        }
        SSLParameters parameters = new SSLParameters(new String[] {suite.name()}, new String[] {PROTOCOL});
        if (client) {
            parameters.setEndpointIdentificationAlgorithm(IDENTIFICATION);
        }
        return (host, port) -> {
            SSLEngine engine = context.createSSLEngine(host, port);
            engine.setUseClientMode(client);
            engine.setSSLParameters(parameters);
            prepare(engine, kind);
            return engine;
        };
    }

    /** Why these providers of cryptography can't be had on this machine; empty where they can. */
    public static Optional<String> missingProvider(String provider) {
        try {
            Crypto.of(provider);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    TrustManagerFactory trustManagerFactory() throws GeneralSecurityException {
        return TrustManagerFactory.getInstance("PKIX", "SunJSSE");
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
