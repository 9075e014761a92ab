package io.tlsgauge.benchmarks.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.session.HandshakeKind;
import java.security.MessageDigest;
import java.security.Security;
import java.util.List;
import org.junit.jupiter.api.Test;

class WatchedProviderTest {
    // One that no JDK switches off: what another test in this JVM had it read of its switches, it does not read again.
    private static final CipherSuite SUITE = CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256;
    // A scenario of another kind would switch JSSE's tickets off for all tests in this JVM.
    private static final HandshakeKind KIND = HandshakeKind.TICKET;

    @Test
    void whatIsAskedOfItIsTheOthersOwnAndRemembered() throws Exception {
        WatchedProvider accp = new WatchedProvider(AmazonCorrettoCryptoProvider.INSTANCE);

        byte[] hash = MessageDigest.getInstance("SHA-256", accp).digest();

        assertArrayEquals(MessageDigest.getInstance("SHA-256").digest(), hash);
        assertEquals(List.of("MessageDigest SHA-256"), List.copyOf(accp.used()));
    }

    @Test
    void jsseOverAccpUsesItForRecordsDigestsAndRandomBytesAndIsWatchedNoLonger() throws Exception {
        try {
            PeerScenario scenario = new PeerScenario(Peer.JSSE_ACCP, KIND, SUITE, 2048);

            scenario.proveConfiguration();
            String proof = Peer.JSSE_ACCP.proveConfiguration(new PeerHandshake(scenario));

            assertTrue(proof.contains("Cipher AES/GCM/NoPadding") && proof.contains("SecureRandom"), proof);
            assertSame(AmazonCorrettoCryptoProvider.INSTANCE, Security.getProviders()[0]);
        } finally {
            Security.removeProvider(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
        }
    }

    @Test
    void accpThatStandsBehindTheJdksOwnIsFoundOut() throws Exception {
        WatchedProvider accp = new WatchedProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        Security.addProvider(accp);
        try {
            new PeerHandshake(new PeerScenario(Peer.JSSE, KIND, SUITE, 2048)).prepare();

            IllegalStateException e = assertThrows(IllegalStateException.class, () -> accp.requireUsed("Cipher AES"));
            assertTrue(
                    e.getMessage().startsWith("AmazonCorrettoCryptoProvider was not used for Cipher AES, but for "),
                    e.getMessage());
        } finally {
            Security.removeProvider(accp.getName());
        }
    }
}
