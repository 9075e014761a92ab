package io.tlsgauge.benchmarks.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.session.TicketKeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketKeyFileRotationTest {
    @TempDir
    Path folder;

    @Test
    void keyThatIsToSealIsReadableARotationBeforeItDoes() throws IOException {
        Path file = folder.resolve("keys");
        assertEquals(2, TicketKeyFileRotation.rotate(file, 2));
        List<byte[]> before = keys(file);

        assertEquals(3, TicketKeyFileRotation.rotate(file, 2));

        List<byte[]> after = keys(file);
        assertArrayEquals(before.get(1), after.get(0));
        assertArrayEquals(before.get(0), after.get(2));
        assertTrue(before.stream().noneMatch(key -> Arrays.equals(key, after.get(1))));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void asManyKeysThatHaveSealedStayAsAreToBeKept() throws IOException {
        Path file = folder.resolve("keys");
        for (int rotation = 0; rotation < 3; rotation++) {
            TicketKeyFileRotation.rotate(file, 2);
        }
        List<byte[]> before = keys(file);
        assertEquals(4, before.size());

        assertEquals(4, TicketKeyFileRotation.rotate(file, 2));
        List<byte[]> after = keys(file);
        assertArrayEquals(before.get(0), after.get(2));
        assertArrayEquals(before.get(2), after.get(3));

        assertEquals(2, TicketKeyFileRotation.rotate(file, 0));
        assertArrayEquals(after.get(1), keys(file).get(0));
    }

    @Test
    void fileThatWasWrittenByHandGetsANewFirstKeySinceItsSecondHasSealed() throws IOException {
        Path file = folder.resolve("keys");
        TicketKeyFileRotation.rotate(file, 2);
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("#"))
                        .toList());
        List<byte[]> before = keys(file);

        assertEquals(4, TicketKeyFileRotation.rotate(file, 2));

        List<byte[]> after = keys(file);
        assertArrayEquals(before.get(0), after.get(2));
        assertArrayEquals(before.get(1), after.get(3));
    }

    @Test
    void readerSeesTheOldKeysOrTheNewButNeverAHalf() throws Exception {
        Path file = folder.resolve("keys");
        TicketKeyFileRotation.rotate(file, 2);
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(1);
        CompletableFuture<Integer> reader = CompletableFuture.supplyAsync(() -> {
            int reads = 0;
            while (!done.get()) {
                try {
                    reads += keys(file).isEmpty() ? 0 : 1;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                reading.countDown();
            }
            return reads;
        });
        assertTrue(reading.await(20, TimeUnit.SECONDS));
        for (int i = 0; i < 100; i++) {
            TicketKeyFileRotation.rotate(file, 2);
        }
        done.set(true);
        assertTrue(reader.get(20, TimeUnit.SECONDS) > 0);
    }

    @Test
    void permissionsStayAndANewFileIsItsOwnersAlone() throws IOException {
        Path file = folder.resolve("keys");
        TicketKeyFileRotation.rotate(file, 2);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        TicketKeyFileRotation.rotate(file, 2);

        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void linkStaysALinkAndTheFileBehindItIsRotated() throws IOException {
        Path file = folder.resolve("keys");
        TicketKeyFileRotation.rotate(file, 2);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);

        TicketKeyFileRotation.rotate(link, 2);

        assertTrue(Files.isSymbolicLink(link));
        assertEquals(3, keys(file).size());
    }

    @Test
    void fileThatHoldsSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        Path file = Files.writeString(folder.resolve("server.key"), "-----BEGIN PRIVATE KEY-----\n");

        assertThrows(IOException.class, () -> TicketKeyFileRotation.rotate(file, 2));

        assertEquals("-----BEGIN PRIVATE KEY-----\n", Files.readString(file));
    }

    private static List<byte[]> keys(Path file) throws IOException {
        return TicketKeyFile.read(file).material();
    }
}
