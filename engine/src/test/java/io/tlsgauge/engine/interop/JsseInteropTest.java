package io.tlsgauge.engine.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.TlsConnection;
import io.tlsgauge.engine.config.ClientConfig;
import io.tlsgauge.engine.config.ServerConfig;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine and the JDK's own TLS, in memory, both ways. */
class JsseInteropTest {
    private static final char[] PASSWORD = "password".toCharArray();

    /** JDK 24 and later switch the suites of static RSA off. */
    @BeforeAll
    static void switchStaticRsaOn() {
        Security.setProperty("jdk.tls.disabledAlgorithms", "SSLv3");
    }

    static Stream<Arguments> suitesAndResumptions() {
        return Endpoints.suitesAndResumptions();
    }

    @ParameterizedTest
    @MethodSource("suitesAndResumptions")
    void jsseClientShakesHandsAndResumes(CipherSuite suite, HandshakeKind resumption) throws Exception {
        ServerConfig config = Endpoints.server(suite, resumption);
        SSLContext jsse = context();
        for (HandshakeKind kind : new HandshakeKind[] {HandshakeKind.FULL, resumption, resumption}) {
            SSLEngine client = engine(jsse, suite, true);
            TlsConnection server = TlsConnection.server(config);
            shakeHands(server, client);
            assertEquals(kind, server.summary().kind());
            assertEquals(suite.name(), client.getSession().getCipherSuite());
            assertTrue(server.summary().extendedMasterSecret());
        }
    }

    @ParameterizedTest
    @MethodSource("suitesAndResumptions")
    void jsseServerShakesHandsAndResumes(CipherSuite suite, HandshakeKind resumption) throws Exception {
        ClientConfig config = Endpoints.client(suite, resumption);
        SSLContext jsse = context();
        Optional<Session> session = Optional.empty();
        for (HandshakeKind kind : new HandshakeKind[] {HandshakeKind.FULL, resumption, resumption}) {
            SSLEngine server = engine(jsse, suite, false);
            TlsConnection client = TlsConnection.client(config, "localhost", session);
            shakeHands(client, server);
            assertEquals(kind, client.summary().kind());
            assertEquals(suite.name(), server.getSession().getCipherSuite());
            session = Optional.of(client.summary().session());
        }
    }

    private static void shakeHands(TlsConnection ours, SSLEngine theirs) throws Exception {
        theirs.beginHandshake();
        ByteBuffer toUs = ByteBuffer.allocate(1 << 16);
        ByteBuffer toThem = ByteBuffer.allocate(1 << 16);
        ByteBuffer none = ByteBuffer.allocate(1 << 15);
        boolean moved = true;
        while (moved) {
            moved = ours.transmit(toThem) > 0;
            moved |= step(theirs, toThem, toUs, none);
            toUs.flip();
            moved |= toUs.hasRemaining();
            ours.receive(toUs, none);
            toUs.compact();
        }
        assertEquals(HandshakeStatus.NOT_HANDSHAKING, theirs.getHandshakeStatus());
        assertTrue(ours.isEstablished());
    }

    private static boolean step(SSLEngine engine, ByteBuffer in, ByteBuffer out, ByteBuffer application)
            throws Exception {
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> {
                engine.getDelegatedTask().run();
                return true;
            }
            case NEED_WRAP -> {
                engine.wrap(ByteBuffer.allocate(0), out);
                return true;
            }
            default -> {
                in.flip();
                int consumed = engine.unwrap(in, application).bytesConsumed();
                in.compact();
                return consumed > 0;
            }
        }
    }

    private static SSLEngine engine(SSLContext context, CipherSuite suite, boolean client) {
        SSLEngine engine = context.createSSLEngine("localhost", 4433);
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        engine.setEnabledCipherSuites(new String[] {suite.name()});
        return engine;
    }

    private static SSLContext context() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        store.setKeyEntry(
                "server", Endpoints.CHAIN.key(), PASSWORD, Endpoints.SERVER_CHAIN.toArray(X509Certificate[]::new));
        store.setKeyEntry(
                "ec",
                Endpoints.EC_CHAIN.key(),
                PASSWORD,
                Endpoints.EC_CHAIN.chain().toArray(X509Certificate[]::new));
        store.setCertificateEntry("root", Endpoints.ROOT);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
