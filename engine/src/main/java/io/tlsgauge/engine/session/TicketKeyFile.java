package io.tlsgauge.engine.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The file in which servers share ticket keys: a key a line, the base64 of 48 bytes, as {@code openssl rand
 * -base64 48} prints them. The first seals, all open; empty lines and those that begin with # are passed over, but for
 * one that names the key that is to seal next: where that is the second, it opens until it does.
 *
 * <p>A line that was written by half is no key of 48 bytes, and so refused.
 */
public final class TicketKeyFile {
    private static final int MAX_LENGTH = 1 << 16;
    private static final String NEXT = "# next to seal: ";
    private static final String MEND = "write the output of 'openssl rand -base64 48'";

    private TicketKeyFile() {}

    /**
     * Reads the keys; who has used them {@linkplain SharedTicketKeys#wipe wipes} them.
     *
     * @throws IOException if the file can't be read, or holds no key or a wrong one: file, line and mend are named
     */
    public static SharedTicketKeys read(Path file) throws IOException {
        return parse(content(file), file.toString());
    }

    /**
     * Reads the bytes of the file, which hold the keys in another form.
     *
     * @throws IOException if the file can't be read, or is too long to be one of ticket keys
     */
    public static byte[] content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_LENGTH + 1);
            if (content.length > MAX_LENGTH) {
                throw new IOException(file + " is longer than " + MAX_LENGTH + " bytes: give a file of ticket keys");
            }
            return content;
        }
    }

    /**
     * Finds the keys in the bytes of the file, and wipes those.
     *
     * @param name the file's, for the message
     * @throws IOException if there is no key or a wrong one: file, line and mend are named
     */
    public static SharedTicketKeys parse(byte[] content, String name) throws IOException {
        List<byte[]> material = new ArrayList<>();
        List<String> comments = new ArrayList<>();
        int number = 0;
        try {
            for (int start = 0, end; start < content.length; start = end + 1) {
                end = endOfLine(content, start);
                number++;
                byte[] line = stripped(content, start, end);
                if (line.length > 0 && line[0] == '#') {
                    comments.add(new String(line, StandardCharsets.ISO_8859_1));
                } else if (line.length > 0) {
                    add(material, line, name + " line " + number);
                }
            }
        } catch (IOException e) {
            SharedTicketKeys.of(material).wipe();
            throw e;
        } finally {
            Arrays.fill(content, (byte) 0);
        }
        if (material.isEmpty()) {
            throw new IOException(name + " holds no ticket key: add the output of 'openssl rand -base64 48'");
        }
        return new SharedTicketKeys(material, material.size() > 1 && comments.contains(lineOfNext(material.get(1))));
    }

    /** The line by which a file tells that this key is to seal next, by its name, which is no secret. */
    public static String lineOfNext(byte[] key) {
        return NEXT + HexFormat.of().formatHex(key, 0, TicketKey.NAME_LENGTH);
    }

    private static int endOfLine(byte[] content, int start) {
        int end = start;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end;
    }

    private static byte[] stripped(byte[] content, int start, int end) {
        int first = start;
        int last = end;
        while (first < last && content[first] <= ' ' && content[first] >= 0) {
            first++;
        }
        while (last > first && content[last - 1] <= ' ' && content[last - 1] >= 0) {
            last--;
        }
        return Arrays.copyOfRange(content, first, last);
    }

    private static void add(List<byte[]> material, byte[] line, String place) throws IOException {
        byte[] key = decode(line, place);
        material.add(key);
        List<byte[]> above = material.subList(0, material.size() - 1);
        if (above.stream()
                .anyMatch(other -> Arrays.equals(other, 0, TicketKey.NAME_LENGTH, key, 0, TicketKey.NAME_LENGTH))) {
            throw new IOException(place + " has the name of a key above it: " + MEND);
        }
        if (above.size() == RotatingTicketKeyring.MAX_KEYS) {
            throw new IOException(
                    place + " is one key too many: keep " + RotatingTicketKeyring.MAX_KEYS + " at the most");
        }
    }

    private static byte[] decode(byte[] line, String place) throws IOException {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            if (bytes.length == TicketKey.LENGTH) {
                return bytes;
            }
            Arrays.fill(bytes, (byte) 0);
        } catch (IllegalArgumentException e) {
            throw new IOException(place + " is no base64: " + MEND, e);
        } finally {
            Arrays.fill(line, (byte) 0);
        }
        throw new IOException(place + " is no key of 48 bytes: " + MEND);
    }
}
