package io.tlsgauge.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    @Test
    void replacesTheOldContent() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, out -> out.write("old and long".getBytes()));
        AtomicFile.write(file, out -> out.write("new".getBytes()));

        assertEquals("new", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    @Test
    void writeThatFailsHalfWayLeavesTheOldContentAndNothingBesides() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, out -> out.write("old".getBytes()));

        assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write("ne".getBytes());
                    throw new IOException("disk full");
                }));

        assertEquals("old", Files.readString(file));
        assertEquals(List.of(file), files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void mayBeReadByWhomAnyFileMayBeReadBy() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, out -> out.write(1));
        Path plain = Files.createFile(folder.resolve("plain"));
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(file));
    }
}
