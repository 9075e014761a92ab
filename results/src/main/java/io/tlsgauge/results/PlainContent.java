package io.tlsgauge.results;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** What a file holds, whether it was compressed by gzip since it was written or not. */
public final class PlainContent {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private PlainContent() {}

    /**
     * Reads a file.
     *
     * @throws MalformedFileException if it begins as a gzip file does, and is none
     * @throws IOException if it cannot be read
     */
    public static byte[] of(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 2 || bytes[0] != GZIP[0] || bytes[1] != GZIP[1]) {
            return bytes;
        }
        try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return plain.readAllBytes();
        } catch (EOFException | ZipException e) {
            throw new MalformedFileException(file, "not a gzip file, or cut short: " + e.getMessage(), e);
        }
    }
}
