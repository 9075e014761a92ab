package io.tlsgauge.benchmarks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.alert.TlsException;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.handshake.HandshakeSummary;
import io.tlsgauge.engine.session.HandshakeKind;
import io.tlsgauge.engine.session.Session;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HandshakeScenarioTest {
    private static final CipherSuite SUITE = CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256;

    @ParameterizedTest
    @EnumSource(
            value = HandshakeKind.class,
            names = {"SESSION_ID", "TICKET"})
    void resumptionIsWhatItClaimsAndTheFullHandshakeBeforeItIsNot(HandshakeKind kind) throws TlsException {
        HandshakeScenario scenario = new HandshakeScenario(kind, "jdk", SUITE, 2048);
        InMemoryHandshake handshake = new InMemoryHandshake(scenario);

        handshake.run(Optional.empty());
        HandshakeSummary full = handshake.clientSummary();
        assertRefused(scenario, full);

        handshake.run(Optional.of(full.session()));
        assertDoesNotThrow(() -> scenario.requireClaimed(handshake.clientSummary(), handshake.serverSummary()));
    }

    @Test
    void sessionThatTheServerDoesNotKnowIsNotCountedAsAResumption() throws TlsException {
        Session foreign = fullSession(new HandshakeScenario(HandshakeKind.SESSION_ID, "jdk", SUITE, 2048));
        HandshakeScenario full = new HandshakeScenario(HandshakeKind.FULL, "jdk", SUITE, 2048);
        HandshakeScenario byId = new HandshakeScenario(HandshakeKind.SESSION_ID, "jdk", SUITE, 2048);
        InMemoryHandshake handshake = new InMemoryHandshake(byId);

        handshake.run(Optional.of(foreign));

        assertRefused(byId, handshake.clientSummary());
        assertDoesNotThrow(() -> full.requireClaimed("client", handshake.clientSummary()));
    }

    @Test
    void otherSuiteThanClaimedIsRefused() throws TlsException {
        HandshakeScenario claimed = new HandshakeScenario(HandshakeKind.FULL, "jdk", SUITE, 2048);
        InMemoryHandshake other = new InMemoryHandshake(
                new HandshakeScenario(HandshakeKind.FULL, "jdk", CipherSuite.TLS_RSA_WITH_AES_256_CBC_SHA, 2048));

        other.run(Optional.empty());

        assertRefused(claimed, other.clientSummary());
    }

    @ParameterizedTest
    @EnumSource(HandshakeKind.class)
    void recordedClientIsAcceptedAgainAndAgain(HandshakeKind kind) throws TlsException {
        StillRandom random = new StillRandom();
        HandshakeScenario scenario = new HandshakeScenario(kind, "bc", SUITE, 2048, random);
        Optional<Session> resume = kind == HandshakeKind.FULL ? Optional.empty() : Optional.of(fullSession(scenario));
        random.rewind(1);
        RecordedClient client = RecordedClient.record(scenario, resume);
        for (int i = 0; i < 3; i++) {
            random.rewind(1);
            HandshakeSummary summary = client.replay(scenario, ByteBuffer.allocate(1 << 16));
            assertEquals(kind, summary.kind());
        }
        random.rewind(2);
        assertThrows(TlsException.class, () -> client.replay(scenario, ByteBuffer.allocate(1 << 16)));
    }

    private static Session fullSession(HandshakeScenario scenario) throws TlsException {
        InMemoryHandshake handshake = new InMemoryHandshake(scenario);
        handshake.run(Optional.empty());
        return handshake.clientSummary().session();
    }

    private static void assertRefused(HandshakeScenario scenario, HandshakeSummary summary) {
        HandshakeKindException refusal =
                assertThrows(HandshakeKindException.class, () -> scenario.requireClaimed("client", summary));
        assertTrue(refusal.getMessage().startsWith("claimed: " + scenario.kind()), refusal.getMessage());
    }
}
