package io.tlsgauge.engine.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the fuzzer finds its first inputs: they fit the keys of this process, so that it makes them itself. */
final class Seeds {
    /** The system property that names the folder. */
    static final String FOLDER = "tlsgauge.fuzz.seeds";

    private final Path folder = Path.of(System.getProperty(FOLDER));
    private int count;

    /** Adds bytes that are given whole. */
    void add(byte[] bytes) throws IOException {
        addBare(prefixed(bytes, Handshakes.WHOLE));
    }

    /** The same, to the client of a number. */
    void add(int number, byte[] bytes) throws IOException {
        addBare(prefixed(prefixed(bytes, Handshakes.WHOLE), number));
    }

    /** Adds an input as it is. */
    void addBare(byte[] input) throws IOException {
        Files.write(Files.createDirectories(folder).resolve("seed-" + count++), input);
    }

    private static byte[] prefixed(byte[] bytes, int first) {
        byte[] prefixed = new byte[bytes.length + 1];
        prefixed[0] = (byte) first;
        System.arraycopy(bytes, 0, prefixed, 1, bytes.length);
        return prefixed;
    }
}
