package io.tlsgauge.engine.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The file in which servers share ticket keys: a key a line, the base64 of 48 bytes, as {@code openssl rand
 * -base64 48} prints them. The first seals, all open; empty lines and those that begin with # are passed over.
 */
public final class TicketKeyFile {
    private TicketKeyFile() {}

    /**
     * Reads the keys.
     *
     * @return each key's name and key, 48 bytes
     * @throws IOException if the file can't be read, or holds no key or a wrong one: file, line and mend are named
     */
    public static List<byte[]> read(Path file) throws IOException {
        List<byte[]> material = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            material.add(decode(line.strip(), file + " line " + number));
        }
        if (material.isEmpty()) {
            throw new IOException(file + " holds no ticket key: add the output of 'openssl rand -base64 48'");
        }
        return material;
    }

    private static byte[] decode(String line, String place) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            if (bytes.length == TicketKey.LENGTH) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(place + " is no base64: write the output of 'openssl rand -base64 48'", e);
        }
        throw new IOException(place + " is no key of 48 bytes: write the output of 'openssl rand -base64 48'");
    }
}
