package io.tlsgauge.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingTicketKeyringTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();
    private static final long ROTATION = Duration.ofMinutes(10).toMillis();
    private static final long LIFETIME = Duration.ofHours(1).toMillis();

    private final RotatingTicketKeyring ring =
            RotatingTicketKeyring.generated(JDK, RANDOM, Duration.ofMillis(ROTATION), Duration.ofMillis(LIFETIME));

    @Test
    void ticketHoldsTheSession() {
        Session session = StripedSessionCacheTest.session(5);
        OpenedTicket opened = ring.open(ring.seal(session, 5), 5).orElseThrow();

        assertFalse(opened.renew());
        assertEquals(session.cipherSuite(), opened.session().cipherSuite());
        assertEquals(session.extendedMasterSecret(), opened.session().extendedMasterSecret());
        assertArrayEquals(session.masterSecret(), opened.session().masterSecret());
        assertEquals(5, opened.session().createdAtMillis());
    }

    @Test
    void everyChangedByteAndEveryTruncationOpensNothing() {
        byte[] ticket = ring.seal(StripedSessionCacheTest.session(0), 0);
        for (int i = 0; i < ticket.length; i++) {
            byte[] changed = ticket.clone();
            changed[i] ^= 1;
            assertTrue(ring.open(changed, 0).isEmpty(), "byte " + i);
            assertTrue(ring.open(Arrays.copyOf(ticket, i), 0).isEmpty(), "length " + i);
        }
    }

    @Test
    void ticketUnderAnOlderKeyIsOpenedAndRenewed() {
        Session session = StripedSessionCacheTest.session(0);
        byte[] ticket = ring.seal(session, 0);

        assertTrue(ring.open(ticket, ROTATION).orElseThrow().renew());
        byte[] renewed = ring.seal(session, ROTATION);
        assertFalse(ring.open(renewed, ROTATION).orElseThrow().renew());
    }

    @Test
    void ticketOpensNothingOnceItsSessionHasExpiredOrItsKeyIsGone() {
        byte[] ticket = ring.seal(StripedSessionCacheTest.session(0), 0);
        byte[] youngSessionUnderTheOldKey = ring.seal(StripedSessionCacheTest.session(2 * LIFETIME), 0);

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
    void serversWithTheSameFileOpenEachOthersTickets(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, "# shared\n\n" + line() + "\n" + line() + "\n");
        RotatingTicketKeyring one = shared(TicketKeyFile.read(file));
        RotatingTicketKeyring other = shared(TicketKeyFile.read(file));
        byte[] ticket = one.seal(StripedSessionCacheTest.session(0), 0);

        assertFalse(other.open(ticket, 0).orElseThrow().renew());
        List<byte[]> rotated =
                List.of(RANDOM.generateSeed(48), TicketKeyFile.read(file).get(0));
        other.replaceKeys(rotated);
        assertTrue(other.open(ticket, 0).orElseThrow().renew());
        other.replaceKeys(rotated.subList(0, 1));
        assertTrue(other.open(ticket, 0).isEmpty());
    }

    @Test
    void wrongKeyFileIsNamedWithItsLineAndTheMend(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys");
        assertFileRefused(Files.writeString(file, "# nothing\n"), "holds no ticket key");
        assertFileRefused(Files.writeString(file, line() + "\nx y\n"), "line 2 is no base64");
        assertFileRefused(Files.writeString(file, "AAAA\n"), "line 1 is no key of 48 bytes");
    }

    @Test
    void manyThreadsSealAndOpenAcrossRotations() {
        assertTrue(IntStream.range(0, 4000).parallel().allMatch(i -> {
            long now = i % 40 * ROTATION / 10;
            return ring.open(ring.seal(StripedSessionCacheTest.session(now), now), now)
                    .isPresent();
        }));
    }

    private static void assertFileRefused(Path file, String message) {
        IOException refusal = assertThrows(IOException.class, () -> TicketKeyFile.read(file));
        assertTrue(refusal.getMessage().contains(file + " ")
                && refusal.getMessage().contains(message));
        assertTrue(refusal.getMessage().contains("openssl rand -base64 48"), refusal.getMessage());
    }

    private static RotatingTicketKeyring shared(List<byte[]> material) {
        return RotatingTicketKeyring.shared(JDK, RANDOM, Duration.ofMillis(LIFETIME), material);
    }

    private static String line() {
        return Base64.getEncoder().encodeToString(RANDOM.generateSeed(48));
    }
}
