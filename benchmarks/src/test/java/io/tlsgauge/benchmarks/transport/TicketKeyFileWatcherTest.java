package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.CipherSuite;
import io.tlsgauge.engine.crypto.Crypto;
import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketKeyFileWatcherTest {
    private static final Crypto JDK = Crypto.of("jdk");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final List<String> notes = new ArrayList<>();
    private Path file;
    private TicketKeyFileWatcher watcher;
    private RotatingTicketKeyring keyring;
    private byte[] ticket;

    @BeforeEach
    void readFirstKeys() throws IOException {
        file = folder.resolve("keys");
        TicketKeyFileRotation.rotate(file, 0);
        watcher = new TicketKeyFileWatcher(file, notes::add);
        keyring = RotatingTicketKeyring.shared(JDK, new FastKeyErasureRandom(), HOUR, HOUR, watcher.read(), 0);
        ticket = keyring.seal(session(0), 0);
    }

    @Test
    void rotatedFileIsReadOnceAndOldTicketsAreRenewed() throws IOException {
        check();
        assertEquals(List.of(), notes);

        TicketKeyFileRotation.rotate(file, 1);
        check();
        assertEquals(List.of(), notes, "it may be half-written as yet");
        check();
        check();

        assertEquals(List.of("ticket keys: read 3 from " + file), notes);
        assertTrue(keyring.open(ticket, 0).orElseThrow().renew());
    }

    @Test
    void wrongFileKeepsTheOldKeysAndIsToldOnceUntilItIsRight() throws IOException {
        String right = Files.readString(file);

        assertToldOnce("AAAA\n", file + " line 1 is no key of 48 bytes: write the output of 'openssl rand -base64 48'");
        assertToldOnce("", file + " holds no ticket key: add the output of 'openssl rand -base64 48'");
        Files.writeString(file, right);
        check();
        check();

        assertEquals(List.of("ticket keys: " + file + " is again as it was read"), notes);
        assertFalse(keyring.open(ticket, 0).orElseThrow().renew());
    }

    @Test
    void everyHalfOfALineKeepsTheOldKeysHoweverLongItStands() throws IOException {
        TicketKeyFileRotation.rotate(file, 1);
        String whole = Files.readString(file).strip();
        for (int length = 0; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            check();
            assertFalse(keyring.open(ticket, 0).orElseThrow().renew(), "length " + length);
            if (whole.charAt(length) != '\n' && (length == 0 || whole.charAt(length - 1) != '\n')) {
                check();
                assertFalse(keyring.open(ticket, 0).orElseThrow().renew(), "length " + length);
            }
        }
        Files.writeString(file, whole);
        check();
        check();
        assertTrue(keyring.open(ticket, 0).orElseThrow().renew());
    }

    @Test
    void contentThatChangesFromLookToLookIsNotTaken() throws IOException {
        for (int look = 0; look < 3; look++) {
            TicketKeyFileRotation.rotate(file, 0);
            check();
            assertFalse(keyring.open(ticket, 0).orElseThrow().renew());
        }
        assertEquals(List.of(), notes);
    }

    @Test
    void fileThatIsGoneKeepsTheOldKeysUntilItIsBack() throws IOException {
        Files.delete(file);
        check();
        check();
        assertEquals(List.of("--ticket-keys: there is no file '" + file + "' any more; the old keys stay"), notes);
        assertTrue(keyring.open(ticket, 0).isPresent());

        TicketKeyFileRotation.rotate(file, 0);
        check();
        check();
        assertTrue(keyring.open(ticket, 0).isEmpty());
    }

    @Test
    void ticketOfTheServerThatReadsFirstIsOpenedByThoseThatHaveNotReadYet() throws IOException {
        TicketKeyFileWatcher first = new TicketKeyFileWatcher(file, notes::add);
        RotatingTicketKeyring early =
                RotatingTicketKeyring.shared(JDK, new FastKeyErasureRandom(), HOUR, HOUR, first.read(), 0);
        for (int rotation = 1; rotation < 4; rotation++) {
            // longer than the window in which a key still opens
            long now = Duration.ofDays(rotation).toMillis();
            TicketKeyFileRotation.rotate(file, 1);
            first.check(early, now);
            first.check(early, now);
            ticket = early.seal(session(now), now);

            assertFalse(keyring.open(ticket, now).orElseThrow().renew(), "it is under a newer key");

            watcher.check(keyring, now);
            watcher.check(keyring, now);
            assertFalse(keyring.open(ticket, now).orElseThrow().renew());
        }
    }

    private void assertToldOnce(String content, String problem) throws IOException {
        Files.writeString(file, content);
        check();
        check();
        check();
        check();
        assertEquals(List.of("--ticket-keys: " + problem + "; the old keys stay"), notes);
        assertTrue(keyring.open(ticket, 0).isPresent());
        notes.clear();
    }

    private static Session session(long createdAtMillis) {
        return Session.ofMasterSecret(JDK.prf(), CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256, new byte[48])
                .createdAtMillis(createdAtMillis)
                .build();
    }

    private void check() {
        watcher.check(keyring, 0);
    }
}
