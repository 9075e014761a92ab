package io.tlsgauge.engine.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.engine.crypto.FastKeyErasureRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicketKeyFileTest {
    private static final FastKeyErasureRandom RANDOM = new FastKeyErasureRandom();

    @TempDir
    Path folder;

    @Test
    void keysAreReadInOrderWhateverTheLinesBetween() throws IOException {
        byte[] first = RANDOM.generateSeed(48);
        byte[] second = RANDOM.generateSeed(48);

        SharedTicketKeys keys = TicketKeyFile.read(write("# shared\n\n" + line(first) + " \r\n\t" + line(second)));

        assertEquals(2, keys.material().size());
        assertArrayEquals(first, keys.material().get(0));
        assertArrayEquals(second, keys.material().get(1));
        assertFalse(keys.secondIsNext());
    }

    @Test
    void keyThatIsNextIsTheOneThatALineNamesAndOnlyWhereItIsTheSecond() throws IOException {
        byte[] first = RANDOM.generateSeed(48);
        byte[] next = RANDOM.generateSeed(48);
        byte[] old = RANDOM.generateSeed(48);
        String head = TicketKeyFile.lineOfNext(next) + "\n";

        assertTrue(TicketKeyFile.read(write(head + lines(first, next, old))).secondIsNext());
        assertFalse(TicketKeyFile.read(write(head + lines(next, old))).secondIsNext());
        assertFalse(TicketKeyFile.read(write(head + lines(old, first, next))).secondIsNext());
        assertFalse(TicketKeyFile.read(write(head + lines(next))).secondIsNext());
    }

    @Test
    void wrongFileIsNamedWithItsLineAndTheMend() throws IOException {
        String key = line(RANDOM.generateSeed(48));
        assertRefused("", "holds no ticket key: add the output of 'openssl rand -base64 48'");
        assertRefused("# nothing\n", "holds no ticket key: add the output of 'openssl rand -base64 48'");
        assertRefused(key + "\nx y\n", "line 2 is no base64: write the output of 'openssl rand -base64 48'");
        assertRefused("AAAA\n", "line 1 is no key of 48 bytes: write the output of 'openssl rand -base64 48'");
        assertRefused(key + "\n\n" + key + "\n", "line 3 has the name of a key above it");
        assertRefused("#".repeat(70_000), "is longer than 65536 bytes: give a file of ticket keys");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 257; i++) {
            many.append(line(RANDOM.generateSeed(48))).append('\n');
        }
        assertRefused(many.toString(), "line 257 is one key too many: keep 256 at the most");
    }

    @Test
    void everyHalfOfALineIsRefused() throws IOException {
        String keys = line(RANDOM.generateSeed(48)) + "\n" + line(RANDOM.generateSeed(48));
        for (int length = 0; length < keys.length(); length++) {
            boolean half = length != 64 && length != 65;
            Path file = write(keys.substring(0, length));
            if (half) {
                assertThrows(IOException.class, () -> TicketKeyFile.read(file), "length " + length);
            } else {
                assertEquals(1, TicketKeyFile.read(file).material().size());
            }
        }
    }

    private void assertRefused(String content, String message) throws IOException {
        Path file = write(content);
        IOException refusal = assertThrows(IOException.class, () -> TicketKeyFile.read(file));
        assertTrue(refusal.getMessage().startsWith(file + " " + message), refusal.getMessage());
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("keys"), content);
    }

    private static String lines(byte[]... keys) {
        return Arrays.stream(keys).map(TicketKeyFileTest::line).collect(Collectors.joining("\n"));
    }

    private static String line(byte[] key) {
        return Base64.getEncoder().encodeToString(key);
    }
}
