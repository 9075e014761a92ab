package io.tlsgauge.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.certificate.TestChain;
import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotatingTicketKeyringTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();
    private static final long ROTATION = 600_000;
    private static final long LIFETIME = 3_600_000;

    private final RotatingTicketKeyring ring =
            RotatingTicketKeyring.generated(JDK, RANDOM, Duration.ofMillis(ROTATION), Duration.ofMillis(LIFETIME));

    @Test
    void ticketHoldsTheSession() {
        Session session = CompactSessionCacheTest.session(5);
        OpenedTicket opened = ring.open(ring.seal(session, 5), 5).orElseThrow();

        assertFalse(opened.renew());
        assertEquals(session.cipherSuite(), opened.session().cipherSuite());
        assertEquals(session.extendedMasterSecret(), opened.session().extendedMasterSecret());
        assertArrayEquals(session.masterSecret(), opened.session().masterSecret());
        assertEquals(5, opened.session().createdAtMillis());
    }

    @Test
    void everyChangedByteAndEveryTruncationOpensNothing() {
        byte[] ticket = ring.seal(CompactSessionCacheTest.session(0), 0);
        for (int i = 0; i < ticket.length; i++) {
            byte[] changed = ticket.clone();
            changed[i] ^= 1;
            assertTrue(ring.open(changed, 0).isEmpty(), "byte " + i);
            assertTrue(ring.open(Arrays.copyOf(ticket, i), 0).isEmpty(), "length " + i);
        }
    }

    @Test
    void ticketUnderAnOlderKeyIsOpenedAndRenewed() {
        Session session = CompactSessionCacheTest.session(0);
        byte[] ticket = ring.seal(session, 0);

        assertTrue(ring.open(ticket, ROTATION).orElseThrow().renew());
        byte[] renewed = ring.seal(session, ROTATION);
        assertFalse(ring.open(renewed, ROTATION).orElseThrow().renew());
    }

    @Test
    void ticketOpensNothingOnceItsSessionHasExpiredOrItsKeyIsGone() {
        byte[] ticket = ring.seal(CompactSessionCacheTest.session(0), 0);
        byte[] youngSessionUnderTheOldKey = ring.seal(CompactSessionCacheTest.session(2 * LIFETIME), 0);

        assertTrue(ring.open(ticket, LIFETIME - 1).isPresent());
        assertTrue(ring.open(ticket, LIFETIME).isEmpty());
        assertTrue(
                ring.open(youngSessionUnderTheOldKey, 2 * LIFETIME + ROTATION).isEmpty());
    }

    @Test
    void ticketStaysSmallWhateverTheServersName() {
        Session session = Session.ofMasterSecret(JDK.prf(), CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, new byte[48])
                .serverName(Optional.of("a".repeat(255)))
                .build();
        byte[] ticket = ring.seal(session, 0);

        assertTrue(ticket.length < 400, ticket.length + " bytes");
        assertEquals(
                session.serverName(),
                ring.open(ticket, 0).orElseThrow().session().serverName());
    }

    @Test
    void keySealsForItsPeriodAndTheNextFollows() {
        byte[] first = ring.seal(CompactSessionCacheTest.session(0), 0);
        byte[] last = ring.seal(CompactSessionCacheTest.session(0), ROTATION - 1);
        byte[] next = ring.seal(CompactSessionCacheTest.session(0), ROTATION);

        assertArrayEquals(nameOf(first), nameOf(last));
        assertFalse(Arrays.equals(nameOf(first), nameOf(next)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 5000, LIFETIME / 2})
    void keyOpensUntilItsWindowIsOverAndNoLonger(long window) {
        RotatingTicketKeyring windowed = RotatingTicketKeyring.generated(
                JDK, RANDOM, Duration.ofMillis(ROTATION), Duration.ofMillis(LIFETIME), Duration.ofMillis(window));
        byte[] ticket = windowed.seal(CompactSessionCacheTest.session(0), 0);

        assertTrue(windowed.open(ticket, ROTATION + window - 1).isPresent());
        assertTrue(windowed.open(ticket, ROTATION + window).isEmpty());
    }

    @Test
    void windowThatWouldHoldTooManyKeysIsRefused() {
        Duration second = Duration.ofSeconds(1);
        assertTrue(RotatingTicketKeyring.generated(JDK, RANDOM, second, Duration.ofSeconds(254))
                        .lifetimeSeconds()
                > 0);
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> RotatingTicketKeyring.generated(JDK, RANDOM, second, Duration.ofSeconds(255)));
        assertTrue(refusal.getMessage().contains("rotate less often"), refusal.getMessage());
    }

    @Test
    void sharedKeyOpensUntilItsWindowIsOverThoughTheFileHoldsItStill() {
        List<byte[]> keys = List.of(RANDOM.generateSeed(48), RANDOM.generateSeed(48));
        RotatingTicketKeyring windowed = shared(keys, 1000);
        byte[] ticket = windowed.seal(CompactSessionCacheTest.session(0), 5);
        List<byte[]> rotated = List.of(RANDOM.generateSeed(48), keys.get(0), keys.get(1));
        windowed.replaceKeys(SharedTicketKeys.of(rotated), 10);
        // What is read again unchanged must not start the window anew.
        windowed.replaceKeys(SharedTicketKeys.of(rotated), 1000);

        assertTrue(windowed.open(ticket, 1009).orElseThrow().renew());
        assertTrue(windowed.open(ticket, 1010).isEmpty());
        windowed.replaceKeys(SharedTicketKeys.of(rotated), 1020);
        assertTrue(windowed.open(ticket, 1020).isEmpty());
        windowed.replaceKeys(SharedTicketKeys.of(keys), 1030);
        assertFalse(windowed.open(ticket, 5000).orElseThrow().renew());
    }

    @Test
    void nextKeyOpensForAsLongAsItWaitsAndItsTicketsAreNotRenewedUnderAnOlderOne() {
        byte[] first = RANDOM.generateSeed(48);
        byte[] next = RANDOM.generateSeed(48);
        RotatingTicketKeyring late = RotatingTicketKeyring.shared(
                JDK,
                RANDOM,
                Duration.ofDays(3),
                Duration.ofMillis(1000),
                new SharedTicketKeys(List.of(first, next), true),
                0);
        byte[] old = late.seal(CompactSessionCacheTest.session(0), 0);
        long dayLater = Duration.ofDays(1).toMillis();
        byte[] ticket = shared(List.of(next), LIFETIME).seal(CompactSessionCacheTest.session(dayLater), dayLater);

        assertFalse(late.open(ticket, dayLater).orElseThrow().renew());
        late.replaceKeys(new SharedTicketKeys(List.of(next, RANDOM.generateSeed(48), first), true), dayLater);
        assertFalse(late.open(ticket, dayLater).orElseThrow().renew());
        assertTrue(late.open(old, dayLater).orElseThrow().renew());
        assertTrue(late.open(old, dayLater + 1000).isEmpty());
    }

    @Test
    void serversWithTheSameKeysOpenEachOthersTickets() {
        List<byte[]> keys = List.of(RANDOM.generateSeed(48), RANDOM.generateSeed(48));
        RotatingTicketKeyring one = shared(keys, LIFETIME);
        RotatingTicketKeyring other = shared(keys, LIFETIME);
        byte[] ticket = one.seal(CompactSessionCacheTest.session(0), 0);

        assertFalse(other.open(ticket, 0).orElseThrow().renew());
        List<byte[]> rotated = List.of(RANDOM.generateSeed(48), keys.get(0));
        other.replaceKeys(SharedTicketKeys.of(rotated), 0);
        assertTrue(other.open(ticket, 0).orElseThrow().renew());
        other.replaceKeys(SharedTicketKeys.of(rotated.subList(0, 1)), 0);
        assertTrue(other.open(ticket, 0).isEmpty());
    }

    @Test
    void wrongKeysAreRefusedAndTheOldOnesStay() {
        RotatingTicketKeyring keyring = shared(List.of(RANDOM.generateSeed(48)), LIFETIME);
        byte[] ticket = keyring.seal(CompactSessionCacheTest.session(0), 0);

        for (List<byte[]> wrong : List.of(
                List.<byte[]>of(),
                List.of(RANDOM.generateSeed(48), new byte[47]),
                Collections.nCopies(257, RANDOM.generateSeed(48)))) {
            assertThrows(IllegalArgumentException.class, () -> keyring.replaceKeys(SharedTicketKeys.of(wrong), 0));
        }
        assertFalse(keyring.open(ticket, 0).orElseThrow().renew());
        assertThrows(
                IllegalStateException.class, () -> ring.replaceKeys(SharedTicketKeys.of(List.of(new byte[48])), 0));
    }

    @Test
    void ticketThatWouldBeTooLongIsNoneAndOneThatIsLongerOpensNothing() throws Exception {
        X509Certificate certificate = TestChain.standard().chain().get(0);
        Session session = Session.ofMasterSecret(JDK.prf(), CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, new byte[48])
                .peerCertificates(Collections.nCopies(100, certificate))
                .build();

        assertEquals(0, ring.seal(session, 0).length);
        byte[] garbage = Arrays.copyOf(ring.seal(CompactSessionCacheTest.session(0), 0), 65_535);
        assertTrue(ring.open(garbage, 0).isEmpty());
    }

    @Test
    void manyThreadsSealAndOpenAcrossRotations() {
        assertTrue(IntStream.range(0, 4000).parallel().allMatch(i -> {
            long now = i % 40 * ROTATION / 10;
            return ring.open(ring.seal(CompactSessionCacheTest.session(now), now), now)
                    .isPresent();
        }));
    }

    @Test
    void manyThreadsSealWithALivingKeyWhileKeysAreDropped() {
        byte[] kept = RANDOM.generateSeed(48);
        RotatingTicketKeyring keyring = shared(List.of(kept), LIFETIME);
        RotatingTicketKeyring witness = shared(List.of(kept), LIFETIME);

        assertTrue(IntStream.range(0, 4000).parallel().allMatch(i -> {
            byte[] other = RANDOM.generateSeed(48);
            keyring.replaceKeys(SharedTicketKeys.of(i % 2 == 0 ? List.of(other) : List.of(kept)), 0);
            byte[] ticket = keyring.seal(CompactSessionCacheTest.session(0), 0);
            boolean underTheKept = Arrays.equals(nameOf(ticket), Arrays.copyOf(kept, 16));
            return witness.open(ticket, 0).isPresent() == underTheKept;
        }));
    }

    private static RotatingTicketKeyring shared(List<byte[]> material, long window) {
        return RotatingTicketKeyring.shared(
                JDK, RANDOM, Duration.ofMillis(LIFETIME), Duration.ofMillis(window), SharedTicketKeys.of(material), 0);
    }

    private static byte[] nameOf(byte[] ticket) {
        return Arrays.copyOf(ticket, 16);
    }
}
