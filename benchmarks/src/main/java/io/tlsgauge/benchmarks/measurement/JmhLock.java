package io.tlsgauge.benchmarks.measurement;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * JMH's lock on the machine, held for a whole run: by itself JMH takes it for one fork after the other, and would let
 * no two live side by side.
 */
final class JmhLock implements AutoCloseable {
    private static final String IGNORE = "jmh.ignoreLock";

    private final FileChannel channel;
    private final boolean ignored;

    private JmhLock(FileChannel channel, boolean ignored) {
        this.channel = channel;
        this.ignored = ignored;
    }

    /**
     * Takes it, unless this JVM was told to ignore it.
     *
     * @throws MeasurementException if another process has it
     */
    static JmhLock take() throws MeasurementException, IOException {
        FileChannel channel = FileChannel.open(
                Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        boolean ignored = Boolean.getBoolean(IGNORE);
        if (ignored || isLocked(channel)) {
            System.setProperty(IGNORE, "true");
            return new JmhLock(channel, ignored);
        }
        channel.close();
        throw new MeasurementException(
                "another JMH measures on this machine: wait until it has ended, or give java -D" + IGNORE + "=true");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives it back. */
    @Override
    public void close() throws IOException {
        if (!ignored) {
            System.clearProperty(IGNORE);
        }
        channel.close();
    }
}
