package io.tlsgauge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.benchmarks.certificate.Pem;
import io.tlsgauge.benchmarks.environment.AllowedProcessors;
import io.tlsgauge.benchmarks.environment.SplitProcessors;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.io.IOException;
import java.security.KeyStore;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

/** The process of its own, asked by the JDK's client. */
class SeparateServerTest {
    private static final SplitProcessors PROCESSORS = SplitProcessors.orShared();

    @Test
    void serverCountsTheHandshakesOfAClientThatTrustsItsAuthorityAndTheTimeTheyTook() throws Exception {
        try (SeparateServer server = start("jdk")) {
            SeparateServer.Reading before = server.read();
            int count = 5;
            for (int i = 0; i < count; i++) {
                shakeHands(server);
            }
            SeparateServer.Reading after = server.read();

            assertEquals(0, before.handshakes());
            assertEquals(count, after.handshakes());
            assertTrue(after.cpuNanos() > before.cpuNanos());
        }
    }

    @Test
    void serverHasProcessorsOfItsOwnWhereThereAreSeveral() throws Exception {
        try (SeparateServer server = start("jdk")) {
            assertEquals(Set.copyOf(PROCESSORS.server()), Set.copyOf(AllowedProcessors.of(server.pid())));
        }
    }

    @Test
    void serverThatCannotStartSaysWhy() {
        IOException failure =
                assertThrows(IOException.class, () -> start("nobody").close());

        assertTrue(failure.getMessage().startsWith("the server's process cannot serve: "), failure.getMessage());
        assertTrue(failure.getMessage().contains("nobody"), failure.getMessage());
    }

    @Test
    void serverEndsWhenItIsClosed() throws Exception {
        SeparateServer server = start("jdk");
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();

        server.close();

        assertFalse(process.isAlive());
        assertThrows(IOException.class, server::read);
    }

    private static SeparateServer start(String provider) throws IOException {
        return SeparateServer.start(
                PROCESSORS, HandshakeKind.FULL, provider, CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, 2048);
    }

    private static void shakeHands(SeparateServer server) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("root", Pem.certificates(server.authority()).get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort())) {
            socket.startHandshake();
        }
    }
}
