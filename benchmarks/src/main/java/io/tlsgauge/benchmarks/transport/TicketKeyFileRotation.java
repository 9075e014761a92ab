package io.tlsgauge.benchmarks.transport;

import io.tlsgauge.engine.session.SharedTicketKeys;
import io.tlsgauge.engine.session.TicketKeyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Lets another key of a file of shared ticket keys seal, in one step: a server that reads meanwhile sees the old keys
 * or the new. The key that is to seal stood in the file as the second since the last rotation, so that every server
 * opens what it seals, whichever reads the file first; a new second one is drawn. The file keeps its owner and
 * permissions, and is its owner's alone where it is new.
 */
public final class TicketKeyFileRotation {
    private static final int KEY_LENGTH = 48;
    private static final String HEAD = "# ticket keys: the first seals, all open\n";

    private TicketKeyFileRotation() {}

    /**
     * Rotates the keys of the file, which is made where there is none. In one that does not tell which key is the next, as
     * one that was written by hand, a new key seals at once.
     *
     * @param keep how many of the keys that have sealed stay at the most, the last first
     * @return how many keys the file has now
     * @throws IOException if it can't be read or written, or does not hold ticket keys; it is then as it was
     */
    public static int rotate(Path file, int keep) throws IOException {
        boolean exists = Files.exists(file);
        // A link to the file stays one.
        Path real = exists ? file.toRealPath() : file.toAbsolutePath();
        SharedTicketKeys read = exists ? TicketKeyFile.read(real) : SharedTicketKeys.of(List.of());
        List<byte[]> keys = new ArrayList<>(read.material());
        try {
            keys.add(0, read.secondIsNext() ? keys.remove(1) : drawn());
            keys.add(1, drawn());
            List<byte[]> kept = keys.subList(0, Math.min(2 + keep, keys.size()));
            replace(real, exists, kept);
            return kept.size();
        } finally {
            SharedTicketKeys.of(keys).wipe();
        }
    }

    private static byte[] drawn() {
        byte[] key = new byte[KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private static void replace(Path real, boolean exists, List<byte[]> keys) throws IOException {
        Path written = Files.createTempFile(real.getParent(), "." + real.getFileName(), ".part");
        try {
            if (exists) {
                takeOwnerAndPermissions(real, written);
            }
            write(written, keys);
            Files.move(written, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void write(Path file, List<byte[]> keys) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            String head = HEAD + TicketKeyFile.lineOfNext(keys.get(1)) + "\n";
            write(channel, head.getBytes(StandardCharsets.US_ASCII));
            for (byte[] key : keys) {
                byte[] line = Base64.getEncoder().encode(key);
                try {
                    write(channel, line);
                } finally {
                    Arrays.fill(line, (byte) 0);
                }
                write(channel, new byte[] {'\n'});
            }
            channel.force(true);
        }
    }

    private static void write(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private static void takeOwnerAndPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView target =
                Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (target == null) {
            return;
        }
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributes given = target.readAttributes();
        if (!given.owner().equals(wanted.owner())) {
            target.setOwner(wanted.owner());
        }
        if (!given.group().equals(wanted.group())) {
            target.setGroup(wanted.group());
        }
        target.setPermissions(wanted.permissions());
    }
}
