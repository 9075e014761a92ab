package io.tlsgauge.benchmarks.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tlsgauge.results.MalformedFileException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkStoreTest {
    private static final ForkId ID = new ForkId(0, 1);

    @TempDir
    Path run;

    @Test
    void nothingIsTakenFromAFileButWhatJmhMeasured() throws IOException {
        write(new URI[] {URI.create("http://host.example")});

        MalformedFileException e = assertThrows(MalformedFileException.class, () -> new ForkStore(run).all());

        assertTrue(e.getMessage().contains("it holds no fork that this build wrote"), e.getMessage());
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        new ForkStore(run).put(ID, new MeasuredFork(List.of(), List.of()));
        assertEquals(1, new ForkStore(run).all().size());
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length / 2));

        MalformedFileException e = assertThrows(MalformedFileException.class, () -> new ForkStore(run).all());

        assertTrue(e.getMessage().contains("0-1.fork"), e.getMessage());
    }

    @Test
    void storeThatIsClearedIsGone() throws IOException {
        ForkStore store = new ForkStore(run);
        assertEquals(Map.of(), store.all());
        store.put(ID, new MeasuredFork(List.of(), List.of()));

        store.clear();
        store.clear();

        assertEquals(Map.of(), store.all());
        assertFalse(Files.exists(run.resolve(".forks")));
    }

    private void write(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        Files.createDirectories(file().getParent());
        Files.write(file(), bytes.toByteArray());
    }

    private Path file() {
        return run.resolve(".forks").resolve("0-1.fork");
    }
}
