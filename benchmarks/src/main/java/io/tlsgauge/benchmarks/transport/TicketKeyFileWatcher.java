package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.session.RotatingTicketKeyring;
import io.tlsgauge.engine.session.SharedTicketKeys;
import io.tlsgauge.engine.session.TicketKeyFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads the file of shared ticket keys again when its content is another. What is wrong with it is told once, and
 * the old keys stay until it is right again.
 *
 * <p>It is the content that is compared, by its digest, not the time of change: a file of a few hundred bytes is
 * read as fast as its times are asked for, and those are coarse, and kept by copies. A content is taken again once
 * it was there twice in a row: one that is written in place, and so far ends with a whole line, would drop the keys that
 * are to follow. For one thread.
 */
public final class TicketKeyFileWatcher {
    private final Path file;
    private final Consumer<String> notes;
    private byte[] seen = {};
    private byte[] last = {};
    private String problem = "";

    /**
     * @param notes takes a line when keys were read again, or could not be
     */
    public TicketKeyFileWatcher(Path file, Consumer<String> notes) {
        this.file = file;
        this.notes = notes;
    }

    /**
     * Reads the keys for the first time; who has used them wipes them.
     *
     * @throws IOException if the file can't be read, or holds no key or a wrong one
     */
    public SharedTicketKeys read() throws IOException {
        byte[] content = TicketKeyFile.content(file);
        seen = digest(content);
        return TicketKeyFile.parse(content, file.toString());
    }

    /** Gives the keyring the keys, if the file has other content than it had, and had it the last time, too. */
    public void check(RotatingTicketKeyring keyring, long nowMillis) {
        try {
            byte[] content = TicketKeyFile.content(file);
            byte[] digest = digest(content);
            boolean settled = MessageDigest.isEqual(digest, last);
            last = digest;
            if (MessageDigest.isEqual(digest, seen)) {
                Arrays.fill(content, (byte) 0);
                tellRight();
            } else if (settled) {
                replace(keyring, TicketKeyFile.parse(content, file.toString()), nowMillis);
                seen = digest;
                problem = "";
            } else {
                Arrays.fill(content, (byte) 0);
            }
        } catch (NoSuchFileException e) {
            tellWrong("there is no file '" + file + "' any more");
        } catch (IOException e) {
            tellWrong(e.getMessage());
        }
    }

    private void replace(RotatingTicketKeyring keyring, SharedTicketKeys keys, long nowMillis) {
        try {
            keyring.replaceKeys(keys, nowMillis);
        } finally {
            keys.wipe();
        }
        notes.accept("ticket keys: read " + keys.material().size() + " from " + file);
    }

    private void tellRight() {
        if (!problem.isEmpty()) {
            problem = "";
            notes.accept("ticket keys: " + file + " is again as it was read");
        }
    }

    private void tellWrong(String what) {
        last = new byte[0];
        if (!what.equals(problem)) {
            problem = what;
            notes.accept("--ticket-keys: " + what + "; the old keys stay");
        }
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256", e);
        }
    }
}
