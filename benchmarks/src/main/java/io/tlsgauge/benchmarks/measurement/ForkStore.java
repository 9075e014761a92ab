package io.tlsgauge.benchmarks.measurement;

import io.tlsgauge.results.AtomicFile;
import io.tlsgauge.results.MalformedFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.StreamCorruptedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forks of a run that has not come to its end, each as JMH gave it, so that one that is gone on with writes the
 * same files as one that was never stopped: JMH's JSON has lost how each figure is put together over forks. JMH itself
 * takes these objects from its forks in the same form. Nothing but them is taken from a file.
 */
final class ForkStore {
    private static final String SUFFIX = ".fork";
    private static final ObjectInputFilter ONLY_RESULTS = ObjectInputFilter.Config.createFilter(
            "maxbytes=67108864;maxdepth=64;maxarray=1000000;org.openjdk.jmh.**;java.lang.*;java.util.*;"
                    + "java.util.concurrent.TimeUnit;" + MeasuredFork.class.getName() + ";!*");

    private final Path folder;

    /** The store of the run in {@code runFolder}. */
    ForkStore(Path runFolder) {
        this.folder = runFolder.resolve(".forks");
    }

    /** Keeps a fork, in place of one of the same trial and round. */
    void put(ForkId id, MeasuredFork fork) throws IOException {
        Files.createDirectories(folder);
        AtomicFile.write(folder.resolve(id.trial() + "-" + id.round() + SUFFIX), out -> {
            ObjectOutputStream objects = new ObjectOutputStream(out);
            objects.writeObject(fork);
            objects.flush();
        });
    }

    /**
     * All that is kept.
     *
     * @throws MalformedFileException if a file is damaged, or written by another build
     */
    Map<ForkId, MeasuredFork> all() throws IOException {
        Map<ForkId, MeasuredFork> forks = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return forks;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                forks.put(id(file), read(file));
            }
        }
        return forks;
    }

    /** Forgets all, once the run has come to its end. */
    void clear() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        }
        Files.deleteIfExists(folder);
    }

    private static ForkId id(Path file) throws MalformedFileException {
        String name = file.getFileName().toString();
        String[] parts = name.substring(0, name.length() - SUFFIX.length()).split("-");
        try {
            return new ForkId(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new MalformedFileException(file, "not a fork of a run", e);
        }
    }

    private static MeasuredFork read(Path file) throws IOException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            in.setObjectInputFilter(ONLY_RESULTS);
            return (MeasuredFork) in.readObject();
        } catch (InvalidClassException
                | StreamCorruptedException
                | ClassNotFoundException
                | ClassCastException
                | java.io.EOFException e) {
            throw new MalformedFileException(file, "it holds no fork that this build wrote: " + e.getMessage(), e);
        }
    }
}
